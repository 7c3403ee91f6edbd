"""What is done to records of all kinds: one verb and one noun make a function, its neighbours share one of both."""
import random

from functions_family import Family, parse

NOUNS = {
    "office": "invoice contract meeting report memo proposal ticket task project milestone timesheet expense survey form",
    "shop": "order product coupon customer wishlist review supplier shipment refund gift_card discount category",
    "media": "playlist album podcast video photo_album channel clip book magazine mixtape audiobook",
    "code": "repository branch pipeline deployment container database webhook secret release snippet test_suite bucket cluster",
    "game": "character guild quest inventory level avatar tournament saved_game team spell",
    "home": "scene routine device_group schedule camera_zone sensor recipe shopping_list chore meal_plan",
    "health": "workout medication appointment prescription diary_entry diet goal symptom_log",
    "travel": "trip itinerary booking packing_list boarding_pass route tour reservation",
    "people": "contact group team employee applicant student patient member lead account",
    "files": "folder document spreadsheet presentation archive backup note template whiteboard",
}
# names; descriptions; parameters; wordings: N is the noun.
VERBS = {
    "create": ("create_N|add_N|new_N|make_N|insert_N", "Create a new N|Adds a N with a name",
               [". name! title N_name : title | name of the N|how it is called"],
               ["- create a (|new )N (called|named) {name}", "- add a N {name}", "- make me a N with the name {name}",
                "~ I need a new N called {name}", "~ new N: {name}", "- set up a N titled {name}"]),
    "delete": ("delete_N|remove_N|N_delete|destroy_N|drop_N", "Delete a N|Removes the N for good",
               [". name! N_name target : title | which N"],
               ["- delete the N {name}", "- remove N {name}", "- get rid of the N called {name}", "- throw away the N {name}",
                "~ I don't need the N {name} anymore", "- erase the {name} N"]),
    "get": ("get_N|show_N|fetch_N|view_N|N_details", "Show the details of a N|Look up one N",
            [". name! N_name N_id : title | which N to show"],
            ["- show me the N {name}", "~ what's in the N {name}", "- open the details of N {name}", "- pull up the {name} N",
             "- look up the N {name}", "~ let me see the N called {name}"]),
    "list": ("list_Ns|get_all_Ns|show_Ns|Ns_index", "List all Ns|Shows every N there is",
             [". sort order_by : enum(name=by name,alphabetically;date=by date,newest first;size=by size) | how to sort",
              ". limit max count : int:2-50 | how many at most"],
             ["- list all Ns", "~ which Ns are there", "- show my Ns {sort}", "- show the first {limit} Ns", "~ what Ns do I have",
              "- give me an overview of all Ns", "- list {limit} Ns {sort}"]),
    "rename": ("rename_N|change_N_name|retitle_N", "Rename a N|Gives a N another name",
               [". old! from current_name : title | present name", ". new! to new_name : title | name to give"],
               ["- rename the N {old} to {new}", "- change the name of N {old} to {new}", "~ the N {old} should be called {new}",
                "- call the N {old} {new} from now on", "~ {new} is the new name of the N {old}"]),
    "share": ("share_N|send_N|give_access_to_N|invite_to_N", "Share a N with somebody|Lets another person see a N",
              [". name! N N_name : title | which N", ". person! with recipient user : person | who gets it",
               ". can_edit editable write_access : bool(true=with edit rights,so they can edit it;false=read only,view only) | may change it"],
              ["- share the N {name} with {person}", "- give {person} access to the N {name}", "- let {person} see my {name} N",
               "- share N {name} with {person} {can_edit}", "- invite {person} to the N {name}, {can_edit}",
               "~ {person} needs the N {name}"]),
    "move": ("move_N|relocate_N|N_move_to", "Move a N to a folder", [". name! N_name what : title | which N",
             ". folder! destination to into : title | where to put it"],
             ["- move the N {name} to {folder}", "- put N {name} into {folder}", "- file the {name} N under {folder}",
              "~ the N {name} belongs in {folder}"]),
    "copy": ("duplicate_N|copy_N|clone_N", "Make a copy of a N|Duplicates a N",
             [". name! source N_name : title | which N", ". new_name as copy_name : title | name of the copy"],
             ["- duplicate the N {name}", "- make a copy of N {name}", "- copy the N {name} as {new_name}", "- clone {name} N",
              "~ I need the N {name} twice"]),
    "export": ("export_N|download_N|save_N_as", "Export a N to a file|Downloads a N in some format",
               [". name! N_name : title | which N", ". format! type file_type : enum(pdf;csv;json;xlsx=excel,xlsx;html=a web page,html) | file format"],
               ["- export the N {name} as {format}", "- download N {name} as {format}", "- save {name} (the N) as {format}".replace("(the N)", "the N"),
                "~ I need the N {name} as {format}", "- turn the N {name} into {format}"]),
    "archive": ("archive_N|N_archive|shelve_N", "Archive a N|Puts a N aside without deleting it", [". name! N_name : title | which N"],
                ["- archive the N {name}", "- put the N {name} in the archive", "- shelve N {name}", "~ the N {name} can go to the archive"]),
    "restore": ("restore_N|undelete_N|recover_N", "Restore a deleted N|Brings a removed N back", [". name! N_name : title | which N"],
                ["- restore the N {name}", "- bring back the N {name}", "- undo the deletion of N {name}", "~ I want my N {name} back"]),
    "assign": ("assign_N|set_N_owner|N_assign_to", "Assign a N to a person|Makes someone responsible for a N",
               [". name! N_name : title | which N", ". person! assignee owner to : person | who is responsible",
                ". priority urgency : enum(low=whenever there is time,low priority;medium=normal priority,medium priority;high=urgent,top priority) | how urgent"],
               ["- assign the N {name} to {person}", "~ {person} should take care of the N {name}", "- give N {name} to {person}, {priority}",
                "- make {person} the owner of N {name}", "- hand the N {name} over to {person}"]),
    "count": ("count_Ns|N_count|how_many_Ns", "Count the Ns|Tells how many Ns exist", [". owner of person : person | whose",
              ". since from after : date | earliest day"],
              ["~ how many Ns are there", "~ how many Ns does {owner} have", "- count the Ns", "~ number of Ns since {since}",
               "~ how many Ns came in since {since}"]),
    "search": ("search_Ns|find_N|query_Ns|Ns_search", "Search Ns by words|Finds Ns that contain a text",
               [". query! q text keyword : topic | what to look for", ". limit max top_k : int:3-40 | most results"],
               ["- search Ns for {query}", "- find Ns about {query}", "~ is there a N about {query}", "- find {limit} Ns about {query}",
                "~ any Ns that mention {query}"]),
    "tag": ("tag_N|label_N|add_tag_to_N", "Add a tag to a N", [". name! N_name : title | which N", ". tag! label : word | tag to add",
            ". color colour : color | colour of the tag"],
            ["- tag the N {name} as {tag}", "- label N {name} with {tag}", "- add the tag {tag} to the N {name}",
             "- put a {color} label {tag} on N {name}"]),
    "lock": ("lock_N|protect_N|freeze_N", "Protect a N against changes", [". name! N_name : title | which N"],
             ["- lock the N {name}", "- protect N {name} against changes", "- freeze the N {name}", "~ nobody should edit the N {name}"]),
    "schedule": ("schedule_N|plan_N|N_schedule", "Plan a N for a day and a time", [". name! N_name : title | which N",
                 ". date! day when on : date | day", ". time at start : time | time of day"],
                 ["- schedule the N {name} for {date}", "- plan N {name} on {date} at {time}", "~ the N {name} is due {date}",
                  "- put the N {name} on {date}< at {time}>"]),
}


def build(verb: str, noun: str, domain: str) -> Family:
    names, descriptions, parameters, wordings = VERBS[verb]
    lines = [f"## {domain}/records", "= " + names.replace("N", noun), ": " + descriptions.replace("N", noun.replace("_", " "))]
    lines += [line.split(" : ", 1)[0].replace("N", noun) + " : " + line.split(" : ", 1)[1].replace("N", noun.replace("_", " "))
              for line in parameters]
    lines += [line.replace("N", noun.replace("_", " ")) for line in wordings]
    return parse("\n".join(lines))[0]


def record_family(rng: random.Random) -> tuple[Family, list[Family]]:
    """A function, and its near misses: other verbs on the same noun, the same verb on other nouns."""
    domain = rng.choice(list(NOUNS))
    nouns = NOUNS[domain].split()
    noun, verb = rng.choice(nouns), rng.choice(list(VERBS))
    near = [build(other, noun, domain) for other in rng.sample([each for each in VERBS if each != verb], rng.randint(1, 4))]
    near += [build(verb, other, domain) for other in rng.sample([each for each in nouns if each != noun], rng.randint(0, 3))]
    return build(verb, noun, domain), near
