"""Kind: one wish that fills a form: the next field by what stands in it and what was done, then its button."""

import furniture
import wording
import words
from lesson import Lesson, at, group
from page import Page, any_nav
from parts import Item

# A form: titles, apps, wishes, fields (slot: sort, labels), the optional slots that a tap sets, labels of its end.
_FORMS = (
    {
        "titles": ("New event", "Event", "Add event", ""),
        "apps": ("Calendar", "Google Calendar", "Simple Calendar"),
        "wishes": (
            "create an event {title} on {date} at {time}",
            "put {title} into my calendar on {date} at {time}",
            "add {title} on {date}, {time}",
            "schedule {title} for {date} at {time} in {place}",
            "new event: {title}, {date}, {time}",
            "plan {title} on {date} in {place}",
            "@de trag {title} am {date} um {time} ein",
            "@es crea el evento {title} el {date} a las {time}",
            "@fr ajoute {title} le {date} à {time}",
            "@zh {date}{time}添加日程{title}",
            "@ja {date}の{time}に{title}を追加",
            "@hi {date} को {time} पर {title} जोड़ो",
        ),
        "fields": {
            "title": ("title", ("Add title", "Title", "Event name", "Event title")),
            "place": ("city", ("Add location", "Location", "Where")),
        },
        "taps": {"date": ("date", ("Date", "Start date", "Starts")), "time": ("time", ("Time", "Start time", "From"))},
        "ends": ("Save", "Done", "SAVE", "Add", "Create event"),
    },
    {
        "titles": ("Create contact", "New contact", "Add contact"),
        "apps": ("Contacts", "Phone", "People"),
        "wishes": (
            "add {first} {last} to my contacts, number {phone}",
            "create a contact {first} {last} with the number {phone}",
            "save {phone} as {first} {last}",
            "new contact {first} {last}, {phone}, {email}",
            "store the number {phone} of {first} {last}",
            "put {first} {last} in the phone book, mail {email}",
            "add a contact named {first} {last} who works at {company}",
            "@de neuer Kontakt {first} {last} mit der Nummer {phone}",
            "@es guarda a {first} {last} con el número {phone}",
            "@fr ajoute le contact {first} {last}, {phone}",
            "@zh 新建联系人{first} {last}，电话{phone}",
            "@pt salve {first} {last} com o número {phone}",
            "@ru добавь контакт {first} {last}, номер {phone}",
            "@it salva {first} {last}, numero {phone}",
            "@ko {first} {last} 연락처 추가, 번호 {phone}",
        ),
        "fields": {
            "first": ("first", ("First name", "Given name")),
            "last": ("last", ("Last name", "Surname", "Family name")),
            "company": ("title", ("Company", "Organization")),
            "phone": ("phone", ("Phone", "Phone number", "Mobile")),
            "email": ("email", ("Email", "E-mail address")),
        },
        "taps": {},
        "ends": ("Save", "Done", "Create", "SAVE"),
    },
    {
        "titles": ("Compose", "New message", "New mail"),
        "apps": ("Gmail", "Mail", "Outlook"),
        "wishes": (
            "write an email to {to} with the subject {subject} saying {body}",
            "mail {to}: {body}",
            "send {to} a mail about {subject}: {body}",
            "email {to} that {body}, subject {subject}",
            "compose a mail to {to}, subject {subject}, text {body}",
            "@de schreib eine Mail an {to} mit dem Betreff {subject}: {body}",
            "@es envía un correo a {to} con asunto {subject}: {body}",
            "@fr écris à {to}, objet {subject} : {body}",
            "@zh 给{to}发邮件，主题{subject}，内容{body}",
        ),
        "fields": {
            "to": ("email", ("To", "Recipients", "To:")),
            "subject": ("title", ("Subject",)),
            "body": ("message", ("Compose email", "Message", "Body", "Write something")),
        },
        "taps": {},
        "ends": ("Send",),
    },
    {
        "titles": ("Sign in", "Log in", "Welcome back", ""),
        "apps": ("Nextcloud", "Bank", "Shop", "Mastodon", "Netflix"),
        "wishes": (
            "log in as {user} with the password {password}",
            "sign in with {user} and {password}",
            "my user name is {user} and my password {password}, let me in",
            "log me in: {user} / {password}",
            "enter the account {user}, password {password}",
            "@de melde mich als {user} mit dem Passwort {password} an",
            "@es inicia sesión como {user} con la clave {password}",
            "@fr connecte-toi avec {user} et {password}",
            "@zh 用账号{user}和密码{password}登录",
            "@ja {user}、パスワード{password}でログイン",
        ),
        "fields": {
            "user": ("user", ("Username", "User name", "Login", "Email or phone")),
            "password": ("password", ("Password", "Enter password")),
        },
        "taps": {},
        "ends": ("Log in", "Sign in", "Login", "Continue", "NEXT"),
    },
    {
        "titles": ("Register", "Create account", "Sign up"),
        "apps": ("Etsy", "Duolingo", "Pinterest", "Spotify"),
        "wishes": (
            "sign up as {first} {last} with {email}",
            "register {first} {last}, {email}, password {password}",
            "make an account for {first} {last} with the mail {email} and the password {password}",
            "create a profile: {first} {last}, {email}",
            "@de registriere {first} {last} mit {email}",
            "@es regístrame como {first} {last} con {email}",
        ),
        "fields": {
            "email": ("email", ("Email", "Email address")),
            "first": ("first", ("First name",)),
            "last": ("last", ("Last name",)),
            "password": ("password", ("Password", "Choose a password")),
        },
        "taps": {},
        "ends": ("Sign up", "Register", "Create account", "Continue", "Submit"),
    },
    {
        "titles": ("Shipping address", "Add address", "Delivery"),
        "apps": ("Amazon", "eBay", "Zalando"),
        "wishes": (
            "ship to {name}, {street}, {zip} {city}",
            "add the address {street}, {zip} {city} for {name}",
            "my address is {name}, {street}, {city} {zip}",
            "deliver it to {street} in {city}, {zip}",
            "@de liefere an {name}, {street}, {zip} {city}",
            "@fr livre à {name}, {street}, {zip} {city}",
        ),
        "fields": {
            "name": ("name", ("Full name", "Name", "Recipient")),
            "street": ("address", ("Street", "Address line 1", "Street address")),
            "zip": ("zip", ("Zip code", "Postal code", "ZIP")),
            "city": ("city", ("City", "Town")),
        },
        "taps": {},
        "ends": ("Save", "Use this address", "Add address", "Continue"),
    },
    {
        "titles": ("New task", "Add task", "To-do"),
        "apps": ("Tasks", "Todoist", "Reminders"),
        "wishes": (
            "add the task {title} with the note {note}",
            "remind me of {title} on {date}",
            "new task {title}, due {date}",
            "put {title} on the list, details: {note}",
            "@de neue Aufgabe {title} bis {date}",
            "@zh 添加任务{title}，备注{note}",
        ),
        "fields": {
            "title": ("title", ("New task", "Task name", "What needs doing?")),
            "note": ("message", ("Add details", "Description", "Notes")),
        },
        "taps": {"date": ("date", ("Due date", "Set date", "Date"))},
        "ends": ("Save", "Done", "Add task"),
    },
    {
        "titles": ("Add expense", "New transaction", "Expense"),
        "apps": ("Pro Expense", "Money Manager", "Splitwise"),
        "wishes": (
            "log {amount} for {title}",
            "enter an expense of {amount}, {title}, note {note}",
            "I spent {amount} on {title}",
            "record {title} for {amount} on {date}",
            "@de trag {amount} für {title} ein",
            "@zh 记一笔{title}，{amount}",
        ),
        "fields": {
            "title": ("title", ("Name", "Description", "What for")),
            "amount": ("number", ("Amount", "0.00", "Price")),
            "note": ("message", ("Note", "Comment")),
        },
        "taps": {"date": ("date", ("Date",))},
        "ends": ("Save", "Add", "OK", "Done"),
    },
    {
        "titles": ("Search trains", "Plan a trip", "Flights", "Book a ride"),
        "apps": ("Trainline", "Skyscanner", "Where is my Train", "Omio"),
        "wishes": (
            "find a connection from {from} to {to} on {date}",
            "trains from {from} to {to}",
            "how do I travel from {from} to {to} on {date}",
            "look for a trip {from} - {to}",
            "I need a ticket from {from} to {to}",
            "@de Verbindung von {from} nach {to} am {date}",
            "@es viaje de {from} a {to}",
            "@fr trajet de {from} à {to} le {date}",
            "@zh 查{from}到{to}的车票",
            "@hi {from} से {to} की गाड़ी",
            "@it viaggio da {from} a {to}",
        ),
        "fields": {
            "from": ("city", ("From", "From station", "Origin")),
            "to": ("city", ("To", "To station", "Where to?")),
        },
        "taps": {"date": ("date", ("Departure", "Date", "Outbound"))},
        "ends": ("Search", "Find trains", "Search flights", "Show connections"),
    },
    {
        "titles": ("New note", "Note", ""),
        "apps": ("Keep", "Notes", "Evernote"),
        "wishes": (
            "write a note {title}: {note}",
            "make a note called {title} that says {note}",
            "note under {title}: {note}",
            "@de Notiz {title}: {note}",
            "@es nota {title}: {note}",
            "@zh 写笔记，标题{title}，内容{note}",
        ),
        "fields": {"title": ("title", ("Title",)), "note": ("message", ("Note", "Note text", "Start typing"))},
        "taps": {},
        "ends": ("Save", "Done", "Finish"),
    },
)
_SPARE = {
    "Nickname": "first",
    "Website": "url",
    "Fax": "phone",
    "Middle name": "first",
    "Cc": "email",
    "Title": "title",
}


def _value(rng, sort):
    value = words.value(rng, sort)
    return value.replace('"', "'")


class _Form:
    """A form with its wish; `step` says how many of the wished fields hold what they should."""

    def __init__(self, rng):
        self.rng, self.form = rng, rng.choice(_FORMS)
        wish = rng.choice(self.form["wishes"])
        self.language, wish = wish[1:].split(" ", 1) if wish.startswith("@") else ("en", wish)
        every = {**self.form["fields"], **self.form["taps"]}
        self.values = {slot: _value(rng, sort) for slot, (sort, _) in every.items()}
        self.wanted = [slot for slot in every if "{" + slot + "}" in wish]
        for slot, value in self.values.items():
            wish = wish.replace("{" + slot + "}", value)
        self.wish = wish
        self.sound = len({self.values[slot] for slot in self.wanted}) == len(self.wanted)
        self.app = rng.choice(self.form["apps"])
        self.page = Page(furniture.a_style(rng, rng.random() < 0.12), self.app)
        self.items = {slot: self._item(slot, *every[slot]) for slot in every}

    def _item(self, slot, sort, labels):
        label = self.rng.choice(labels)
        if slot in self.form["taps"]:
            return Item("row", label, id=f"{slot} {self.rng.choice(('button', 'row', 'text', 'picker'))}")
        return Item("field", label, hint=label, password=sort == "password", id=label.lower())

    def _told(self, slot):
        item = self.items[slot]
        if slot in self.form["taps"]:
            return [f'tapped row "{item.label}"; the screen changed', 'tapped button "OK"; the screen changed']
        text = "•••" if item.password and self.rng.random() < 0.6 else self.values[slot]
        return [f'typed "{text}" into field "{item.label}"; read back']

    def draw(self, step):
        """Lays out the form; (the screen, the item of its end)."""
        rng, page = self.rng, self.page
        end = Item("button", rng.choice(self.form["ends"]))
        title = rng.choice(self.form["titles"])
        in_bar = rng.random() < 0.45
        if in_bar:
            end.role, end.desc, end.id = "icon", end.label, end.label.lower()
        if in_bar or title:
            page.app_bar(title, any_nav(rng), [end] if in_bar else [], rng.random() < 0.3)
        for place, slot in enumerate(self.wanted):
            item, done = self.items[slot], place < step
            if slot in self.form["taps"]:
                sort = self.form["taps"][slot][0]
                item.summary = self.values[slot] if done else _value(rng, sort)
            elif done:
                item.value = self.values[slot]
            elif rng.random() < 0.12 and not item.password:
                item.value = _value(rng, self.form["fields"][slot][0])
        above = rng.random() < 0.35
        shown = [slot for slot in self.items if slot in self.wanted or rng.random() < 0.75]
        for slot in shown:
            if not page.fits(110):
                return None, None
            if slot in self.form["taps"]:
                item = self.items[slot]
                item.summary = item.summary or _value(rng, self.form["taps"][slot][0])
                page.row(item)
            else:
                page.field(self.items[slot], above)
        if rng.random() < 0.25 and page.fits(160):
            label = rng.choice(list(_SPARE))
            if label not in (item.label for item in self.items.values()):
                page.field(Item("field", label, hint=label, id=label.lower()), above)
        if not in_bar and page.fits(60):
            page.button(end)
        if rng.random() < 0.3 and page.fits(60):
            page.button(Item("button", rng.choice(("Cancel", "More fields", "Skip", "Help"))))
        return page.finish(), end

    def said(self):
        keep = self.wish if any(self.items[slot].password for slot in self.wanted) else self.values[self.wanted[0]]
        text = self.wish
        if self.language == "en" and self.rng.random() < 0.15:
            text = self.rng.choice((f"{text} in {self.app}", f"open {self.app} and {text}"))
        return wording.noisy(self.rng, text, self.language, keep)

    def past(self, step):
        steps = [f'opened "{self.app}"; the screen changed'] if self.rng.random() < 0.6 else []
        if steps and self.rng.random() < 0.6:
            steps.append(
                f'tapped button "{self.rng.choice(("Add", "New", "Create", "+", "Compose"))}"; the screen changed'
            )
        for slot in self.wanted[:step]:
            steps += self._told(slot)
        return steps[-4:]


def form_lessons(rng, world):
    form = _Form(rng)
    if not form.sound or not form.wanted:
        return None
    step = rng.randrange(len(form.wanted) + 1)
    screen, end = form.draw(step)
    if screen is None:
        return None
    if step == len(form.wanted):
        if not at(end):
            return None
        lesson = Lesson(form.said(), "tap", history=form.past(step), language=form.language, **at(end))
        return screen, [lesson]
    slot = form.wanted[step]
    item = form.items[slot]
    if not at(item):
        return None
    said = form.said()
    if slot in form.form["taps"]:
        return screen, [Lesson(said, "tap", history=form.past(step), language=form.language, **at(item))]
    if form.values[slot] not in said:
        return None
    arguments = {"text": form.values[slot]}
    return screen, [Lesson(said, "type", arguments, history=form.past(step), language=form.language, **at(item))]


def saved_lessons(rng, world):
    """The form was sent and the page behind it shows what came of it; or another page does, and all is still to do."""
    form = _Form(rng)
    if not form.sound or not form.wanted or form.form["ends"] == ("Send",):
        return None
    page = form.page
    page.app_bar(form.app, any_nav(rng), [], rng.random() < 0.5)
    shown = form.values[form.wanted[0]]
    add = Item(
        "icon", "", rng.choice(("Add", "Create", "New", "Create new")), rng.choice(("fab", "add", "fab add", "new"))
    )
    done = rng.random() < 0.5 and not any(item.password for item in form.items.values())
    labels = [words.title(rng) for _ in range(4)] + ([shown] if done else [])
    rng.shuffle(labels)
    for label in labels:
        page.row(Item("row", label, summary=words.date(rng) if rng.random() < 0.5 else ""))
    page.fab(add)
    screen = page.finish()
    if done:
        told = [f'tapped button "{rng.choice(form.form["ends"])}"; the screen changed']
        past = [*form.past(len(form.wanted)), *told][-4:]
        return screen, [Lesson(form.said(), "done", history=past, language=form.language)]
    if any(label in form.form["ends"] for label in ("Search", "Log in", "Sign up")) or not at(add):
        return None
    past = form.past(0)[:1]
    return screen, [Lesson(form.said(), "tap", history=past, language=form.language, **at(add))]


def make(rng, world, count):
    made = 0
    while made < count:
        done = (saved_lessons if rng.random() < 0.15 else form_lessons)(rng, world)
        if done and done[1]:
            made += len(done[1])
            yield group(*done)
