"""Values that people put into requests, drawn by kind: names, places, times, amounts, titles, messages, codes.

`draw(kind, rng, language)` gives the text of one value; numbers are the text of digits.
"""
import random

FIRST = """Anna Ben Carla David Elena Farid Grace Hugo Ines Jonas Kira Liam Maya Noah Olga Pedro Quinn Rosa Sam Tara Umar Vera
Will Xenia Yusuf Zoe Alice Bob Dana Emma Felix Gina Hans Ivan Julia Karim Laura Marco Nina Oscar Priya Ravi Sofia Tom Victor
Wanda Yuki Amir Bella Carlos Diego Eva Frank Georgia Henry Isla Jack Kate Leo Mia Nora Owen Paula Rachel Sara Theo Lucas
Mohammed Fatima Wei Ling Aisha Arjun Mei Hiro Jin Olivia Ethan Chloe Søren Łukasz Zoë José Agnès Jürgen Dmitri Anselm Bogdan
Chidi Delphine Eero Femi Gudrun Hedda Imran Jolanta Kwame Lorcan Mireille Njeri Oleksii Pilar Rukmini Siobhan Tadeo Ulrike
Valentina Wojciech Xavier Yolanda Zainab 小明 王芳 李雷 佐藤 田中 민준 서연 Анна Дмитрий Ольга محمد ليلى रवि प्रिया""".split()
LAST = """Smith Garcia Kim Müller Rossi Silva Ivanov Tanaka Brown Khan Patel Dubois Novak Larsen Costa Meyer Wang Lopez Singh
Jones Weber Moreau Russo Petrov Sato Cohen Kowalski Nguyen Hansen Fischer Walker Clark Lee Adams Baker Carter Evans Foster
Gray Hughes Keller Lindberg Mendes Nilsson Okafor Park Quiroga Reyes Stone Torres Abernathy O'Neill Bianchi Çelik Drăgulescu
Eriksson Farouk Grünwald Haddad Iyer Jankowska Kaplan Laurent Mbeki""".split()
RELATIVES = ["mom", "dad", "my wife", "my husband", "grandma", "my boss", "my sister", "the landlord", "my brother"]
CITIES = """Berlin Paris London Madrid Rome Lisbon Oslo Vienna Prague Athens Dublin Warsaw Tokyo Osaka Seoul Beijing Shanghai
Mumbai Delhi Cairo Nairobi Lagos Toronto Chicago Boston Seattle Denver Austin Miami Lima Bogotá Sydney Auckland Dubai Istanbul
Zurich Geneva Munich Hamburg Milan Naples Porto Lyon Barcelona Valencia Stockholm Helsinki Jakarta Bangkok Singapore Manila
Hanoi Ghent Tallinn Vilnius Kraków Graz Basel Leeds Cork Turin Seville Nantes Dakar Accra Tunis Quito Cusco Perth Hobart Busan
Kyoto Pune Jaipur Lahore Muscat Tbilisi Omaha Tucson Boise Reno""".split() + """New York,San Diego,Hong Kong,Cape Town,
Buenos Aires,Rio de Janeiro,Salt Lake City,Kuala Lumpur,Ho Chi Minh City,São Paulo,Los Angeles,St. Gallen,Mexico City,
Frankfurt am Main,Novi Sad,Addis Ababa,Tel Aviv""".replace("\n", "").split(",")
COUNTRIES = """Germany,France,Spain,Italy,Japan,China,India,Brazil,Canada,Mexico,Kenya,Egypt,Norway,Sweden,Poland,Greece,Turkey,
Portugal,Austria,Chile,Peru,Vietnam,Thailand,Australia,New Zealand,South Africa,Morocco,Iceland""".replace("\n", "").split(",")
ADJECTIVES = """new old red blue green golden silver black white small big happy lonely broken wild quiet hidden lost final first
last secret sweet bitter cold warm dark bright early late fresh modern classic simple smart slow young wooden digital daily
weekly portable wireless magic royal organic spicy creamy vintage urban northern southern midnight summer winter autumn
annual internal public shared private quarterly draft urgent""".split()
NOUNS = """river mountain city night day dream light road garden house ocean star moon sun heart fire rain storm song dance train
window door mirror island forest bridge tower castle market kitchen coffee bread salad soup lamp chair table desk sofa jacket
shirt dress shoes watch phone laptop camera backpack bottle blanket pillow bicycle tent guitar piano novel story journey letter
puzzle game robot rocket engine planet tiger wolf eagle dolphin horse report invoice budget contract meeting lecture project
plan recipe workout match festival concert exhibition museum holiday wedding birthday roadmap survey checklist schedule
inventory newsletter portfolio thesis manual backlog""".split()
STREETS = """Main Oak Maple Park Station Church Mill River High King Queen Garden Lake Hill Market Bridge Elm Cedar Victoria
Lincoln""".split()
COMPANIES = """Apple Tesla Microsoft Siemens Nestlé Toyota Samsung Nvidia Shell Boeing Adobe Intel Nokia Bosch Volvo Lufthansa
Spotify Netflix Pfizer BASF Ikea Sony Amazon Google Airbus Novartis Unilever Acme Globex Initech Hooli Umbra""".split()
SYMBOLS = "AAPL TSLA MSFT NVDA GOOG AMZN NFLX SAP IBM ORCL INTC AMD BABA TSM SHEL NKE BTC ETH SOL DOGE".split()
LANGUAGES = """English German French Spanish Italian Portuguese Dutch Polish Russian Ukrainian Turkish Arabic Hebrew Hindi Bengali
Chinese Japanese Korean Vietnamese Thai Greek Swedish Finnish Danish Czech Swahili Persian Mandarin Latin Hungarian""".split()
CURRENCIES = ["USD", "EUR", "GBP", "JPY", "CHF", "INR", "CNY", "BRL", "CAD", "AUD", "KRW", "SEK", "PLN", "MXN", "dollars",
              "euros", "pounds", "yen", "Swiss francs", "rupees", "pesos", "kronor", "won", "yuan", "zloty"]
COLOURS = """red blue green yellow orange purple pink white black grey turquoise teal magenta cyan gold silver crimson navy
lavender amber violet beige maroon olive mint coral indigo""".split() + ["warm white", "dark blue", "light green", "#ff8800",
                                                                         "#00aaff"]
ROOMS = ["kitchen", "bedroom", "living room", "bathroom", "garage", "hallway", "office", "basement", "attic", "nursery",
         "dining room", "guest room", "study", "balcony", "laundry room", "porch", "kids' room", "conservatory", "workshop"]
DEVICES = ["desk lamp", "ceiling light", "heater", "fan", "coffee maker", "TV", "dishwasher", "washing machine", "humidifier",
           "air purifier", "sprinkler", "floor lamp", "Christmas lights", "electric kettle", "speaker", "printer", "router",
           "aquarium pump", "towel rail", "oven", "projector", "standing desk", "night light", "dehumidifier"]
APPS = """Settings Camera Phone Messages Contacts Clock Calendar Calculator Gallery Photos Maps Gmail Chrome YouTube Files Music
Weather Notes Keep Drive Spotify WhatsApp Telegram Instagram Facebook Netflix Amazon Uber Zoom Slack Firefox Signal Discord
Twitch Kindle Audible Duolingo Teams Outlook Snapchat Reddit TikTok Shazam Strava Trello Notion""".split()
FOODS = ["margherita pizza", "chicken curry", "pad thai", "caesar salad", "tomato soup", "veggie burger", "sushi platter",
         "beef tacos", "ramen", "falafel wrap", "lasagna", "fish and chips", "pancakes", "greek salad", "butter chicken",
         "dumplings", "spring rolls", "chocolate cake", "banana bread", "oat porridge", "mushroom risotto", "pho", "bibimbap",
         "shakshuka", "cheeseburger", "quesadilla", "lentil soup", "apple pie", "tiramisu", "paella"]
GROCERIES = """milk eggs bread butter apples bananas rice pasta tomatoes onions cheese yoghurt coffee flour sugar salt chicken
salmon spinach carrots potatoes garlic oats honey tofu lemons batteries detergent toothpaste napkins""".split() + [
    "olive oil", "toilet paper", "oat milk", "dish soap", "cat food", "light bulbs", "frozen peas", "sparkling water"]
CUISINES = "Italian Thai Indian Mexican Japanese Greek French Chinese Korean Vietnamese Lebanese Ethiopian vegan".split()
PLACES = ["the airport", "Central Station", "the museum", "home", "work", "the mall", "Times Square", "the dentist", "city hall",
          "the Eiffel Tower", "Heathrow", "the gym", "the library", "Gate B12", "Alexanderplatz", "the university",
          "Golden Gate Park", "the harbour", "Shibuya", "the old town", "the nearest hospital", "Plaza Mayor"]
POIS = ["coffee shop", "gas station", "pharmacy", "supermarket", "ATM", "parking garage", "bakery", "hospital", "bookstore",
        "playground", "charging station", "vet", "hairdresser", "post office", "bike shop", "laundromat", "swimming pool"]
SPORTS_TEAMS = ["Lakers", "Real Madrid", "Arsenal", "Yankees", "Bayern", "Warriors", "Liverpool", "Juventus", "Chelsea", "Bulls",
                "Celtics", "Ajax", "Red Sox", "Packers", "Boca Juniors", "Flamengo", "Galatasaray", "Maple Leafs"]
EXERCISES = ["running", "cycling", "swimming", "yoga", "push-ups", "rowing", "walking", "hiking", "squats", "pilates",
             "boxing", "climbing", "tennis", "deadlifts", "stretching", "dancing", "jump rope"]
MEDICINES = ["ibuprofen", "aspirin", "vitamin D", "metformin", "paracetamol", "insulin", "amoxicillin", "iron tablets",
             "cetirizine", "omega 3", "magnesium", "levothyroxine", "lisinopril", "my blood pressure pill"]
GENRES = ["jazz", "rock", "classical", "hip hop", "techno", "folk", "reggae", "blues", "country", "metal", "k-pop", "ambient",
          "salsa", "indie pop", "lo-fi", "opera", "bossa nova", "drum and bass"]
FILM_GENRES = ["comedy", "thriller", "horror", "drama", "documentary", "sci-fi", "western", "romance", "animation", "fantasy"]
TOPICS = ["climate change", "electric cars", "the elections", "football", "space travel", "interest rates", "AI", "chess",
          "quantum computing", "gardening", "Roman history", "sourdough", "marathon training", "black holes", "tax law",
          "beekeeping", "the housing market", "jazz piano", "renewable energy", "coral reefs", "medieval castles", "vaccines",
          "bird watching", "knitting", "ancient Egypt", "remote work", "cybersecurity", "volcanoes", "sleep", "nutrition"]
MESSAGES = """I'll be late|see you at eight|on my way|call me back|thanks a lot|good morning|where are you|can we meet tomorrow
don't forget the milk|great job today|let's have dinner on friday|meeting moved to 3 pm|please send me the report|ok|hello
what time does it start|I am at the station|the keys are under the mat|love you|sounds good|not today, sorry|see attached
the package has arrived|how are you?|I can't make it|talk to you soon|nice to meet you|the train is delayed|bring an umbrella
we are out of coffee|the door code is 4821|happy birthday|congratulations on the new job|I left the charger in your car
the build is green again|can you review my changes|dinner is ready|traffic is terrible|wifi password is on the fridge
my flight landed|let me know when you are home|the plumber comes at nine|I found your keys|sorry for the noise
the draft looks good to me|please confirm the booking|we won the game|no worries""".replace("\n", "|").split("|")
TASKS = [verb + " " + thing for verb, things in {
    "buy": ["milk", "a birthday present", "printer paper", "new shoes", "train tickets"],
    "call": ["the dentist", "the bank", "grandma", "the landlord", "the garage"],
    "pay": ["the rent", "the electricity bill", "the parking ticket", "the babysitter"],
    "pick up": ["the kids", "the dry cleaning", "the package", "the cake"],
    "finish": ["the slides", "my tax return", "the report", "the math homework"],
    "water": ["the plants", "the tomatoes", "the lawn"], "renew": ["my passport", "the car insurance", "the library books"],
    "clean": ["the gutters", "the fridge", "the garage"], "walk": ["the dog"], "book": ["a hotel", "the vet", "a haircut"],
    "take": ["out the trash", "my medicine", "the chicken out of the freezer"], "feed": ["the cat", "the fish"],
    "send": ["the invoice", "the contract to legal", "the postcards"], "return": ["the drill", "the books"]}.items()
    for thing in things]
EVENTS = ["team meeting", "dentist appointment", "lunch with Sara", "yoga class", "parents' evening", "board review", "standup",
          "birthday party", "job interview", "car inspection", "piano lesson", "date night", "project kickoff", "book club",
          "haircut", "quarterly review", "flight to Oslo", "gym session", "therapy", "design workshop", "housewarming",
          "one on one with Priya", "school concert", "vet visit", "wine tasting", "game night", "sprint planning"]
GAMES = ["chess", "sudoku", "solitaire", "Tetris", "Minecraft", "checkers", "Scrabble", "poker", "Mario Kart", "Go", "FIFA",
         "The Sims", "Stardew Valley", "backgammon", "2048", "Wordle"]
ITEMS = ["iron sword", "healing potion", "wooden shield", "magic ring", "dragon scale", "silver key", "rope", "torch",
         "mana elixir", "steel helmet", "bow", "ancient map", "pickaxe", "lantern", "ruby", "leather boots"]
EXTENSIONS = "pdf docx txt png jpg csv xlsx mp3 zip md json py pptx".split()
DOMAINS = ["example.com", "mail.org", "acme.io", "posteo.de", "uni-graz.at", "kontor.eu", "bluefin.net", "widgets.co.uk",
           "nordlys.no", "sakura.jp", "tienda.es", "quarz.dev"]
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
LOCAL = {
    "de": {
        "months": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
        "date": ["morgen", "übermorgen", "heute", "am Freitag", "nächsten Montag", "am Wochenende"],
        "units": ["Minuten", "Stunden", "Sekunden"],
        "message": ["Ich komme später", "Alles Gute zum Geburtstag", "Bis morgen", "Wo bist du?", "Danke dir", "Das Essen ist fertig",
                    "Der Zug hat Verspätung", "Ich bin gleich da", "Ruf mich bitte an", "Die Schlüssel liegen unter der Matte"],
        "task": ["Milch kaufen", "Miete überweisen", "den Zahnarzt anrufen", "Blumen gießen", "den Müll rausbringen",
                 "Paket abholen", "Steuererklärung abgeben", "Oma anrufen", "das Auto waschen"],
        "event": ["Elternabend", "Zahnarzt", "Mittagessen mit Jonas", "Teambesprechung", "Yogakurs", "Geburtstagsfeier"],
        "room": ["Küche", "Schlafzimmer", "Wohnzimmer", "Bad", "Flur", "Büro", "Keller"],
        "topic": ["Klimawandel", "Elektroautos", "Fußball", "Raumfahrt", "künstliche Intelligenz", "Gartenarbeit"],
        "grocery": ["Milch", "Eier", "Brot", "Butter", "Äpfel", "Nudeln", "Klopapier", "Kaffee"],
        "food": ["Pizza Margherita", "Linsensuppe", "Apfelkuchen", "Käsespätzle", "Gulasch"],
        "language": ["Englisch", "Französisch", "Spanisch", "Türkisch", "Japanisch", "Italienisch"],
        "poi": ["Apotheke", "Tankstelle", "Bäckerei", "Supermarkt", "Geldautomat"],
        "color": ["rot", "blau", "grün", "gelb", "lila", "warmweiß"], "currency": ["Euro", "Dollar", "Pfund", "Yen", "CHF"],
        "place": ["zum Flughafen", "zum Hauptbahnhof", "nach Hause", "zum Rathaus", "zur Uni"],
        "device": ["Heizung", "Stehlampe", "Fernseher", "Kaffeemaschine", "Ventilator", "Drucker"],
        "relative": ["Mama", "Papa", "Oma", "meine Chefin"]},
    "es": {
        "months": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
        "date": ["mañana", "hoy", "el viernes", "el próximo lunes", "pasado mañana", "el fin de semana"],
        "units": ["minutos", "horas", "segundos"],
        "message": ["Llego tarde", "Feliz cumpleaños", "Nos vemos mañana", "¿Dónde estás?", "Muchas gracias", "La cena está lista",
                    "Ya estoy en camino", "Llámame cuando puedas", "El tren viene con retraso"],
        "task": ["comprar leche", "pagar el alquiler", "llamar al dentista", "regar las plantas", "sacar la basura",
                 "recoger el paquete", "enviar la factura"],
        "event": ["cena con Ana", "cita con el dentista", "reunión de equipo", "clase de yoga", "fiesta de cumpleaños"],
        "room": ["cocina", "dormitorio", "salón", "baño", "pasillo", "oficina"],
        "topic": ["cambio climático", "coches eléctricos", "fútbol", "inteligencia artificial", "jardinería"],
        "grocery": ["leche", "huevos", "pan", "arroz", "manzanas", "café", "papel higiénico"],
        "food": ["paella", "tortilla de patatas", "sopa de lentejas", "tacos", "gazpacho"],
        "language": ["inglés", "francés", "alemán", "italiano", "japonés"],
        "poi": ["farmacia", "gasolinera", "panadería", "supermercado", "cajero"],
        "color": ["rojo", "azul", "verde", "amarillo", "morado"], "currency": ["euros", "dólares", "libras", "yenes", "pesos"],
        "place": ["al aeropuerto", "a la estación", "a casa", "al museo", "a la oficina"],
        "device": ["calefacción", "lámpara", "televisión", "cafetera", "impresora"], "relative": ["mamá", "papá", "mi jefa"]},
    "fr": {
        "months": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
        "date": ["demain", "aujourd'hui", "vendredi", "lundi prochain", "après-demain", "ce week-end"],
        "units": ["minutes", "heures", "secondes"],
        "message": ["Je suis en retard", "Joyeux anniversaire", "À demain", "Où es-tu ?", "Merci beaucoup", "Le dîner est prêt",
                    "J'arrive bientôt", "Rappelle-moi", "Les clés sont sous le paillasson"],
        "task": ["acheter du lait", "payer le loyer", "appeler le dentiste", "arroser les plantes", "sortir les poubelles",
                 "récupérer le colis"],
        "event": ["dîner avec Chloé", "rendez-vous chez le dentiste", "réunion d'équipe", "cours de yoga", "anniversaire de Paul"],
        "room": ["cuisine", "chambre", "salon", "salle de bain", "couloir", "bureau"],
        "topic": ["changement climatique", "voitures électriques", "football", "intelligence artificielle", "jardinage"],
        "grocery": ["lait", "œufs", "pain", "riz", "pommes", "café", "beurre"],
        "food": ["ratatouille", "soupe à l'oignon", "tarte aux pommes", "quiche lorraine", "crêpes"],
        "language": ["anglais", "espagnol", "allemand", "italien", "japonais"],
        "poi": ["pharmacie", "station-service", "boulangerie", "supermarché", "distributeur"],
        "color": ["rouge", "bleu", "vert", "jaune", "violet"], "currency": ["euros", "dollars", "livres", "yens", "CHF"],
        "place": ["à l'aéroport", "à la gare", "à la maison", "au musée", "au bureau"],
        "device": ["chauffage", "lampe", "télévision", "cafetière", "imprimante"], "relative": ["maman", "papa", "ma cheffe"]},
    "zh": {
        "months": [f"{n}月" for n in range(1, 13)],
        "date": ["明天", "后天", "今天", "星期五", "下周一", "周末", "3月5日", "12月24日"],
        "units": ["分钟", "小时", "秒"],
        "time": ["早上七点", "下午三点半", "晚上八点", "中午十二点", "六点一刻", "7:30", "18:45", "21:00"],
        "message": ["我会晚点到", "生日快乐", "明天见", "你在哪里", "谢谢你", "晚饭好了", "我快到了", "记得带伞", "火车晚点了", "给我回电话"],
        "task": ["买牛奶", "交房租", "给牙医打电话", "浇花", "倒垃圾", "取快递", "交作业"],
        "event": ["团队会议", "看牙医", "和王芳吃午饭", "瑜伽课", "生日聚会", "面试"],
        "room": ["厨房", "卧室", "客厅", "浴室", "走廊", "书房"], "topic": ["气候变化", "电动汽车", "足球", "人工智能", "园艺"],
        "grocery": ["牛奶", "鸡蛋", "面包", "大米", "苹果", "咖啡", "酱油"], "food": ["宫保鸡丁", "牛肉面", "饺子", "番茄炒蛋", "火锅"],
        "language": ["英语", "法语", "德语", "日语", "西班牙语"], "poi": ["药店", "加油站", "超市", "咖啡店", "银行"],
        "color": ["红色", "蓝色", "绿色", "黄色", "紫色"], "currency": ["美元", "欧元", "英镑", "日元", "人民币"],
        "place": ["机场", "火车站", "家", "博物馆", "公司"], "device": ["空调", "台灯", "电视", "咖啡机", "打印机"],
        "city": ["北京", "上海", "广州", "杭州", "东京", "巴黎", "伦敦", "成都", "首尔", "柏林"],
        "person": ["小明", "王芳", "李雷", "张伟", "妈妈", "爸爸", "老板", "陈静", "Anna", "Tom"]}}
_ONSETS = "b c d f g h j k l m n p r s t v w z br ch cl cr dr fl gr kl pl pr sh sk sp st th tr".split()
_VOWELS = "a e i o u a e i o ai ea io oo ou".split()
_CODAS = ["", "", "", "n", "r", "s", "l", "m", "x", "t", "nd", "ck", "rt"]


def word(rng: random.Random, most: int = 3) -> str:
    """A word that no one has read before."""
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(rng.randint(2, most)))


def title(rng: random.Random, _: str = "en") -> str:
    noun, other, kind = rng.choice(NOUNS), rng.choice(NOUNS), rng.choice(ADJECTIVES)
    text = rng.choice([f"{kind} {noun}", f"the {kind} {noun}", f"{noun} of the {kind} {other}", f"{noun} and {other}",
                       f"{kind} {noun} {rng.randint(2, 30)}", f"{noun} {rng.randint(2019, 2027)}", noun,
                       f"{word(rng).capitalize()} {noun}", f"my {kind} {noun}", f"{noun} {other}"])
    return text.title().replace("'S", "'s") if rng.random() < 0.6 else text


def person(rng: random.Random, language: str) -> str:
    roll = rng.random()
    if roll < 0.12:
        return rng.choice(LOCAL.get(language, {}).get("relative", RELATIVES))
    if roll < 0.18:
        return word(rng).capitalize()
    if roll < 0.45:
        return rng.choice(FIRST) + " " + rng.choice(LAST)
    if roll < 0.5:
        return rng.choice(["Dr. ", "Mr. ", "Mrs. ", "Ms. ", "Professor "]) + rng.choice(LAST)
    return rng.choice(FIRST)


def clock(rng: random.Random, language: str) -> str:
    hour, minute = rng.randint(1, 12), rng.choice([0, 5, 10, 15, 20, 30, 40, 45, 50, rng.randint(0, 59)])
    if language == "de":
        return rng.choice([f"{rng.randint(0, 23)}:{minute:02}", f"{rng.randint(6, 23)} Uhr", f"{hour}:{minute:02} Uhr"])
    if language == "fr":
        return rng.choice([f"{rng.randint(6, 23)}h{minute:02}", f"{rng.randint(6, 23)} heures", f"{hour}:{minute:02}"])
    if language == "es":
        return rng.choice([f"{rng.randint(6, 23)}:{minute:02}", f"{hour} de la tarde", f"{hour}:{minute:02}"])
    half = rng.choice(["am", "pm", " am", " pm", " AM", " PM", " a.m.", " p.m."])
    return rng.choice([f"{hour}{half}", f"{hour}:{minute:02}{half}", f"{rng.randint(0, 23):02}:{minute:02}",
                       f"{hour}:{minute:02}", f"{hour} o'clock", "noon", "midnight", f"half past {hour}",
                       f"quarter to {hour}", f"{hour} in the morning", f"{rng.randint(5, 11)} in the evening"])


def date(rng: random.Random, language: str) -> str:
    day, month, local = rng.randint(1, 28), rng.randint(1, 12), LOCAL.get(language, {})
    year = rng.randint(2024, 2029)
    if local:
        name = local["months"][month - 1]
        if language == "zh":
            return rng.choice(local["date"])
        written = {"de": f"{day}. {name}", "es": f"{day} de {name}", "fr": f"{day} {name}"}[language]
        return rng.choice([*local["date"], written, written, f"{day:02}.{month:02}.{year}"])
    name = MONTHS[month - 1]
    ordinal = f"{day}" + ("th" if 10 <= day <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th"))
    return rng.choice(["tomorrow", "today", rng.choice(DAYS), "next " + rng.choice(DAYS), f"{name} {day}", f"{name} {ordinal}",
                       f"the {ordinal} of {name}", f"{day} {name}", f"{year}-{month:02}-{day:02}", f"{month}/{day}/{year}",
                       f"{day:02}.{month:02}.{year}", "the day after tomorrow", f"{name[:3]} {day}", f"{ordinal} {name[:3]}",
                       f"this {rng.choice(DAYS)}", "next week", "tonight", f"{name} {day}, {year}"])


def duration(rng: random.Random, language: str) -> str:
    units = LOCAL.get(language, {}).get("units", ["minutes", "hours", "seconds"])
    count = rng.choice([2, 3, 5, 8, 10, 12, 15, 20, 25, 30, 45, 90])
    if language != "en":
        return f"{count}{' ' if language != 'zh' else rng.choice(['', ' '])}{rng.choice([units[0], units[0], *units])}"
    return rng.choice([f"{count} minutes", f"{count} minutes", f"{count} min", f"{rng.randint(2, 9)} hours", "an hour",
                       "half an hour", f"{count} seconds", "an hour and a half", f"{rng.randint(1, 3)}h {count}m",
                       "a quarter of an hour", f"{count}-minute"[:-7] + " mins"])


def email(rng: random.Random, _: str) -> str:
    first = rng.choice([name for name in FIRST if name.isascii()]).lower()
    last = rng.choice([name for name in LAST if name.isascii() and name.isalpha()]).lower()
    user = rng.choice([f"{first}.{last}", first, f"{first[0]}{last}", f"{first}_{last}", f"{word(rng)}{rng.randint(1, 99)}",
                       "info", "support", f"{last}-{first}"])
    return f"{user}@{rng.choice([*DOMAINS, word(rng) + '.com'])}"


def url(rng: random.Random, _: str) -> str:
    site = rng.choice([*DOMAINS, word(rng) + rng.choice([".com", ".org", ".io", ".dev", ".net"])])
    path = rng.choice(["", "", "/" + rng.choice(NOUNS), f"/{rng.choice(NOUNS)}/{rng.randint(1, 900)}",
                       f"/{rng.choice(NOUNS)}?id={rng.randint(10, 9999)}", f"/api/v{rng.randint(1, 3)}/{rng.choice(NOUNS)}s"])
    return rng.choice(["https://", "https://", "", "www.", "http://"]) + site + path


def phone(rng: random.Random, _: str) -> str:
    digits = "".join(rng.choice("0123456789") for _ in range(10))
    return rng.choice([f"555-{digits[:4]}", f"+49 {digits[:3]} {digits[3:]}", f"({digits[:3]}) {digits[3:6]}-{digits[6:]}",
                       digits, f"+1 {digits[:3]} {digits[3:6]} {digits[6:]}", f"0{digits[:9]}"])


def code(rng: random.Random, _: str) -> str:
    letters = "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(4))
    number = rng.randint(100, 99999)
    return rng.choice([f"{letters[:2]}-{number}", f"{letters}{number}", f"{number}", f"#{number}", f"{letters[:3]}-{number}-{letters[3]}",
                       f"{rng.randrange(16 ** 7):07x}", f"{letters[:2]}{number}"])


def flight(rng: random.Random, _: str) -> str:
    return rng.choice(["LH", "BA", "AF", "UA", "DL", "EK", "QF", "SQ", "KL", "TK"]) + rng.choice(["", " "]) + str(rng.randint(10, 2999))


def file(rng: random.Random, _: str) -> str:
    stem = rng.choice(["_", "-", ""]).join([rng.choice(ADJECTIVES + NOUNS), rng.choice(NOUNS)])
    return f"{stem}{rng.choice(['', '_v2', '2024', '-final'])}.{rng.choice(EXTENSIONS)}"


def path(rng: random.Random, language: str) -> str:
    folder = "/".join(rng.choice(NOUNS) for _ in range(rng.randint(1, 2)))
    return rng.choice(["/home/", "~/", "/var/", "./", "src/", "/data/"]) + folder + rng.choice(["", "/" + file(rng, language)])


def branch(rng: random.Random, _: str) -> str:
    return rng.choice(["main", "develop", "master", "staging", f"feature/{rng.choice(NOUNS)}-{rng.choice(NOUNS)}",
                       f"fix/{rng.choice(NOUNS)}", f"release-{rng.randint(1, 9)}.{rng.randint(0, 9)}", f"hotfix-{rng.randint(2, 999)}"])


def version(rng: random.Random, _: str) -> str:
    return rng.choice(["", "", "v"]) + f"{rng.randint(0, 12)}.{rng.randint(0, 30)}" + rng.choice(["", f".{rng.randint(0, 20)}"])


def repository(rng: random.Random, _: str) -> str:
    name = rng.choice(["-", "_", ""]).join([rng.choice(ADJECTIVES + NOUNS), rng.choice(NOUNS)])
    return rng.choice(["", "", word(rng) + "/"]) + name


def user(rng: random.Random, _: str) -> str:
    return rng.choice(["", "", "@"]) + rng.choice([word(rng) + str(rng.randint(1, 999)), f"{rng.choice(ADJECTIVES)}_{rng.choice(NOUNS)}",
                                                   word(rng) + rng.choice(NOUNS)])


def address(rng: random.Random, _: str) -> str:
    number, street = rng.randint(1, 250), rng.choice(STREETS)
    return rng.choice([f"{number} {street} Street", f"{number} {street} Ave", f"{street}straße {number}", f"{number} rue {street}",
                       f"{number} {street} Road, {rng.choice(CITIES)}"])


def query(rng: random.Random, language: str) -> str:
    if language in LOCAL:
        return rng.choice(LOCAL[language]["topic"] + LOCAL[language]["food"] + LOCAL[language]["poi"])
    thing, kind = rng.choice(NOUNS), rng.choice(ADJECTIVES)
    return rng.choice([f"{kind} {thing}s", f"best {thing} for beginners", f"how to fix a {thing}", f"{rng.choice(TOPICS)}", f"cheap {thing}s",
                       f"{rng.choice(FOODS)} recipe", f"{rng.choice(COMPANIES)} jobs", f"{thing} reviews", f"{rng.choice(CITIES)} hotels"])


def message(rng: random.Random, language: str) -> str:
    if language in LOCAL:
        return rng.choice(LOCAL[language]["message"])
    if rng.random() < 0.5:
        return rng.choice(MESSAGES)
    noun, kind, day = rng.choice(NOUNS), rng.choice(ADJECTIVES), rng.choice(DAYS)
    return rng.choice([f"the {noun} is ready", f"can you bring the {kind} {noun}", f"I sent you the {noun}", f"{noun} starts at {rng.randint(1, 12)}",
                       f"we need a new {noun}", f"meet me at {rng.choice(PLACES)}", f"I'm in {rng.choice(CITIES)} until {day}",
                       f"is the {noun} still {kind}?", f"the {noun} was moved to {day}", f"tell {rng.choice(FIRST)} about the {noun}",
                       f"running {rng.randint(5, 40)} minutes late", f"{rng.choice(FIRST)} says hi", f"please check the {kind} {noun}",
                       f"let's {rng.choice(TASKS)} together"])


def ip(rng: random.Random, _: str) -> str:
    return ".".join(str(rng.choice([10, 172, 192, rng.randint(1, 254)])) for _ in range(4))


def made_up(rng: random.Random, _: str) -> str:
    return word(rng).capitalize()


def pick(*lists: list[str]):
    choices = [text for each in lists for text in each]
    return lambda rng, _: rng.choice(choices)


KINDS = {
    "person": person, "name": person, "city": pick(CITIES), "country": pick(COUNTRIES), "time": clock, "date": date,
    "duration": duration, "email": email, "url": url, "phone": phone, "code": code, "flight": flight, "file": file, "path": path,
    "branch": branch, "version": version, "repository": repository, "user": user, "address": address, "query": query,
    "message": message, "ip": ip, "title": title, "room": pick(ROOMS), "device": pick(DEVICES), "app": pick(APPS),
    "food": pick(FOODS), "grocery": pick(GROCERIES), "cuisine": pick(CUISINES), "place": pick(PLACES), "poi": pick(POIS),
    "team": pick(SPORTS_TEAMS), "exercise": pick(EXERCISES), "medicine": pick(MEDICINES), "genre": pick(GENRES),
    "film_genre": pick(FILM_GENRES), "topic": pick(TOPICS), "task": pick(TASKS), "event": pick(EVENTS), "game": pick(GAMES),
    "item": pick(ITEMS), "company": pick(COMPANIES), "symbol": pick(SYMBOLS), "language": pick(LANGUAGES),
    "currency": pick(CURRENCIES), "color": pick(COLOURS), "word": made_up,
}
LONG = {"message", "title", "task", "query", "event", "topic", "word", "file"}  # may stand between quotes


def draw(kind: str, rng: random.Random, language: str = "en") -> str:
    """One value of a kind, or of `int:LOW-HIGH`, `num:LOW-HIGH` (up to two decimals), as a person would write it."""
    if kind.startswith(("int:", "num:")):
        low, high = (int(part) for part in kind[4:].split("-"))
        number = rng.randint(low, high)
        if number >= 20 and rng.random() < 0.4:
            number = max(low, number - number % (100 if number > 500 else 5))
        if kind.startswith("num:") and rng.random() < 0.35:
            return f"{number}.{rng.choice([5, 25, 75, 99, 49, 9, 1, 2])}"
        return str(number)
    local = LOCAL.get(language, {}).get(kind)
    if local and kind not in ("date", "message") and rng.random() < 0.9:
        return rng.choice(local)
    return KINDS[kind](rng, language)
