#!/usr/bin/env python3
"""Write synthetic templates for the drafting benchmark: make_templates.py DIR [COUNT]

Each is about 14 kB when drafted and uses what real acts use: definitions, findings, nested lists, references, drafting notes, policy
choices, numbers in words, money, lists, and the names of the jurisdiction. The text is drawn from phrases by a fixed seed; it is no
law and says nothing. Beside the templates stands values.json: what the parameters are, for a program other than engross.
"""
import json
import os
import random
import sys
import textwrap

TOPICS = [
    # name, subject of the title, short title, agency, who is governed, what they need, what they handle
    ("t01-water-reuse", "the reuse of treated water", "Water Reuse Act", "water agency", "operator", "permit", "reclaimed water"),
    ("t02-broadband", "access to broadband service", "Broadband Access Act", "communications office", "carrier", "certificate", "network facility"),
    ("t03-telehealth", "the delivery of care at a distance", "Telehealth Act", "health department", "practitioner", "registration", "patient record"),
    ("t04-soil-health", "the conservation of soil", "Soil Health Act", "agriculture department", "landowner", "conservation plan", "cropland"),
    ("t05-apprenticeship", "apprenticeship in the skilled trades", "Apprenticeship Act", "labor department", "program sponsor", "approval", "training agreement"),
    ("t06-data-broker", "the sale of personal data", "Data Broker Act", "consumer affairs office", "data broker", "registration", "personal record"),
    ("t07-ambulance", "emergency medical transport", "Ambulance Service Act", "emergency services office", "ambulance service", "license", "transport vehicle"),
    ("t08-solar-access", "access to sunlight for solar collectors", "Solar Access Act", "energy office", "property owner", "easement", "solar collector"),
    ("t09-tenant-deposit", "deposits of residential tenants", "Tenant Deposit Act", "housing agency", "landlord", "written receipt", "security deposit"),
    ("t10-school-meals", "meals in public schools", "School Meals Act", "education department", "school district", "meal plan", "food service area"),
    ("t11-dam-safety", "the safety of dams", "Dam Safety Act", "dam safety office", "dam owner", "inspection certificate", "impoundment"),
    ("t12-elder-care", "the licensing of homes for the aged", "Elder Care Act", "aging services department", "care home", "license", "resident room"),
    ("t13-wildfire", "the reduction of wildfire hazard", "Wildfire Hazard Act", "forestry department", "utility", "mitigation plan", "right of way"),
    ("t14-charity", "the solicitation of contributions", "Charitable Solicitation Act", "charities bureau", "fundraiser", "registration", "contribution"),
    ("t15-pharmacy", "the managers of pharmacy benefits", "Pharmacy Benefit Act", "insurance department", "benefit manager", "license", "claim file"),
    ("t16-tow-truck", "the towing of motor vehicles", "Vehicle Towing Act", "motor vehicle department", "towing company", "permit", "storage yard"),
    ("t17-well-drilling", "the drilling of water wells", "Well Drilling Act", "geology office", "driller", "drilling permit", "borehole"),
    ("t18-body-camera", "cameras worn by officers", "Body Camera Act", "standards board", "law enforcement agency", "written policy", "camera recording"),
    ("t19-compost", "the collection of food waste", "Food Waste Act", "waste management agency", "large generator", "diversion plan", "food waste"),
    ("t20-drone", "unmanned aircraft over public property", "Unmanned Aircraft Act", "transportation department", "pilot", "authorization", "unmanned aircraft"),
]

MASS = ("reclaimed water", "cropland", "food waste", "unmanned aircraft")

DUTIES = [
    "keep {a_thing} under the control of an individual who has completed the training that the {agency} approves",
    "notify the {agency} in writing of a change of name, address, or ownership before the change takes effect",
    "allow an inspector to enter at a reasonable hour, after showing credentials, any place where {a_thing} is kept",
    "maintain insurance against bodily injury and damage to property in an amount that is sufficient for the risk",
    "post a copy of the {need} in a place where members of the public who enter can read it without asking",
    "answer a request of the {agency} for information not later than the twentieth day after the request is received",
    "correct, at its own expense, a condition that an inspection finds to be a danger to health, safety, or property",
    "give each affected individual a plain statement of the charges, the terms, and the way to make a complaint",
    "preserve a paper or electronic copy of each document that shows who handled {a_thing}, when, where, and why",
    "designate one employee who receives notices under this section and who can be reached on every working day",
    "train its employees in the requirements of [](#act) before they first perform a task that [](#act) governs",
    "measure the volume, the condition, and the location of {a_thing} by a method that can be verified afterward",
    "submit drawings, calculations, and the names of the persons who made them whenever {a_thing} is altered",
    "refrain from charging a fee for a copy that a person is entitled to receive under [](#records)",
]
GROUNDS = [
    "the application contains a false statement of a material fact or omits a fact that makes it misleading",
    "the applicant, or a person who controls the applicant, has had a similar {need} revoked in the preceding {years.words} years",
    "the applicant owes a penalty under [](#act) that has become final and has not been paid",
    "the place that the application describes does not meet the standards under [](#standards)",
    "the fee under [](#fees) has not been paid, and the applicant has been told so in writing",
    "a court has enjoined the applicant from the conduct for which the {need} is sought",
    "the proof of insurance has lapsed or was issued by a person who is not authorized to issue it",
    "the applicant has refused an inspection that [](#inspections) allows",
]
STANDARDS = [
    "the qualifications, experience, and continuing education of individuals who supervise {a_thing}",
    "the construction, location, marking, lighting, drainage, and ventilation of a place where {a_thing} is kept",
    "the intervals at which {a_thing} is examined and the tests that the examination includes",
    "the form in which records are kept so that they can be compared from one year to the next",
    "the steps that {a_who} takes when {a_thing} is lost, damaged, spilled, or released",
    "the conditions under which {a_thing} may be moved across a county line or out of the jurisdiction",
    "the distance between {a_thing} and a school, a hospital, a dwelling, or a source of drinking water",
    "the language, size, and placing of a notice that a person must be able to read",
    "reasonable accommodation of individuals with disabilities and of individuals who do not read English",
    "security against theft, tampering, and access by persons who have no business there",
    "the manner in which {a_thing} is closed, retired, sold, or destroyed at the end of its use",
    "methods of sampling and the accreditation of a laboratory that reports a result",
]
FINDINGS = [
    "the regulation of {subject} has until now been divided among several statutes that were enacted at different times for different ends",
    "residents depend on {thing} that is managed with care, and a failure of care falls most heavily on those with the least means to recover",
    "{a_who} that follows good practice is put at a disadvantage when others are not held to the same rule",
    "records of {thing} are incomplete, are kept in forms that cannot be compared, and are seldom open to those who need them",
    "comparable laws elsewhere have lowered the cost of compliance by setting one standard and one place to file",
    "local governments have asked for a common definition of terms so that their ordinances may be read together",
    "clear duties, modest fees, and prompt review serve the public better than penalties alone",
    "the cost of inspection is small in proportion to the loss that a single failure can cause",
]
CONDITIONS = [
    "the {agency} has approved the change in writing",
    "an emergency makes delay dangerous and notice is given within {hours} hours",
    "the affected individual has consented in a signed writing that names the use",
    "a court of competent jurisdiction has so ordered after notice and a hearing",
    "the activity is authorized by a federal statute that governs the same subject",
    "the {need} expressly allows it",
]
ACTS = [
    "transfer or assign the {need} to another person",
    "alter, conceal, or destroy a record that [](#records) requires",
    "interfere with an inspector who acts under [](#inspections)",
    "represent to the public that it holds {a_need} when the {need} has expired or is suspended",
    "discharge, demote, or threaten an employee because the employee reported a violation in good faith",
    "accept {a_thing} from a person that it knows has no {need}",
    "operate after the {agency} has ordered it to stop under [](#orders)",
    "collect a charge that its posted statement does not show",
]
REPORTS = [
    "the number of applications received, granted, denied, and pending, by county",
    "the number of inspections, the violations found, and the time taken to correct them",
    "the fees and penalties collected and the purposes for which they were spent",
    "the complaints received, by kind, and the outcome of each",
    "recommendations for a change in [](#act) or in the rules",
    "a summary of incidents in which {a_thing} caused injury or loss",
]
DEFS = [
    ("Affiliate", "a person that directly or indirectly controls, is controlled by, or is under common control with another person"),
    ("Applicant", "a person that has filed an application for {a_need} and whose application has not been withdrawn or finally decided"),
    ("Facility", "a building, structure, vehicle, or parcel of land, or a part of one, in or on which {thing} is kept, handled, or used"),
    ("Incident", "an event that causes, or that a reasonable person would expect to cause, injury to an individual, damage to property of another, or a loss of {thing}"),
    ("Inspector", "an individual whom the {agency} designates in writing to make inspections under [](#inspections)"),
    ("Local government", "a county, city, town, or other political subdivision, and a special district that one or more of them create"),
    ("Person", "an individual, corporation, partnership, limited liability company, association, trust, or public body"),
    ("Public notice", "a notice that is posted on the website of the {agency} and mailed to each person that has asked in writing for notices of its kind"),
    ("Record", "information that is inscribed on paper or stored in an electronic or other medium and that can be retrieved in a form that a person can read"),
    ("Rule", "a statement of general effect that the {agency} adopts under [](#rules)"),
    ("Serious violation", "a violation that creates a substantial probability of death or of serious physical harm, unless {a_who} did not know and with reasonable care could not have known of it"),
    ("Small entity", "{a_who} that, with its affiliates, has fewer than {employees} employees in this {{{{jurisdiction.self}}}}"),
]

HEAD = """\
---
engross: 1
template: {name}
version: 1.0.0
title: "{subject}"
short-title: "{short}"
purpose: "regulate {subject}, provide for {need_s}, inspection, records, and remedies"
instrument: bill
summary: "Requires {a_need} of {a_who}, sets standards, provides for inspection and records, and gives remedies."
subjects: [regulation, public safety]
conformity: free
jurisdictions: all
threshold: {{ kind: count, need: 0, of: all, counts: enacted, note: "no legal threshold: a count of enactments" }}
parameters:
  lead_agency:
    type: text
    default: "{agency}"
    help: "the agency that administers the act"
  notice_days:
    type: integer
    default: {notice_days}
    min: 1
    max: 365
    help: "days of notice before an order takes effect"
  record_years:
    type: integer
    default: {record_years}
    min: 1
    max: 30
    help: "years for which records are kept"
  fee:
    type: money
    default: {fee}
    min: 0
    help: "application fee"
  penalty:
    type: money
    default: {penalty}
    min: 0
    help: "most that one violation may cost"
  enforcement:
    type: choice
    options: [agency, attorney_general, both]
    default: {enforcement}
    policy: true
    help: "who enforces the act"
  private_action:
    type: choice
    options: [none, injunction, damages]
    default: {private_action}
    policy: true
    help: "who else may sue"
  council:
    type: boolean
    default: {council}
    help: "whether there is an advisory council"
  members:
    type: list
    default: [{members}]
    help: "who sits on the council"
authorities:
  - {{ cite: "Williamson v. Lee Optical of Oklahoma, Inc., 348 U.S. 483 (1955)", effect: supports, says: "A legislature may regulate one step at a time.", sure: general }}
  - {{ cite: "Dent v. West Virginia, 129 U.S. 114 (1889)", effect: supports, says: "Qualifications may be required of those who practice a calling.", sure: general }}
---
"""


def a(noun):
    return ("an " if noun[0] in "aeiou" else "a ") + noun


def plural(noun):
    if noun in MASS:
        return noun
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else "rights of way" if noun == "right of way" else noun + "s"


def block(text, first="", later=None):
    """One paragraph or item, wrapped as a person would type it."""
    return "\n".join(textwrap.wrap(text, 110, initial_indent=first, subsequent_indent=later or " " * len(first),
                                   break_long_words=False, break_on_hyphens=False)) + "\n"


class Act:
    def __init__(self, topic):
        self.name, self.subject, self.short, self.agency_name, self.who, self.need, self.thing = topic
        self.r = random.Random(self.name)
        self.years = self.r.choice([3, 5, 7])
        self.words = dict(agency="{{lead_agency}}", who=self.who, a_who=a(self.who), need=self.need, a_need=a(self.need),
                          need_s=plural(self.need), thing=plural(self.thing),
                          a_thing=self.thing if self.thing in MASS else a(self.thing), subject=self.subject,
                          hours=self.r.choice([24, 48, 72]), employees=self.r.choice([10, 25, 50]))
        self.out = []

    def say(self, text):
        words = dict(self.words)
        return text.replace("{years.words}", {3: "three", 5: "five", 7: "seven"}[self.years]).format(**words)

    def pick(self, phrases, n):
        return [self.say(p) for p in self.r.sample(phrases, n)]

    def head(self, text, label):
        self.out.append(f"### {text} {{#{label}}}\n")

    def para(self, text):
        self.out.append(block(self.say(text)))

    def items(self, rows):
        """rows: (depth, label or None, text) in order."""
        lines, before = "", 0
        for depth, label, text in rows:
            pad = "   " * depth
            lines += "\n" if depth > before else ""
            before = depth
            lines += block((f"{{#{label}}} " if label else "") + text, pad + "1. ")
        self.out.append(lines)

    def note(self, text):
        self.out.append(block("Drafting note: " + self.say(text), "> ", "> "))

    def series(self, phrases, depth, last="and"):
        """Members of a list of phrases: `a; b; and c.`"""
        return [(depth, None, p + (";" if i < len(phrases) - 2 else f"; {last}" if i == len(phrases) - 2 else "."))
                for i, p in enumerate(phrases)]

    def build(self):
        say, pick = self.say, self.pick
        self.note("This act sets duties for those that handle the subject, provides for their review, and leaves other law as it is. Check "
                  "the general statutes on rules, records, and civil penalties before filing, and strike what they already say.")
        self.out.append('## {{template.short_title}} {#act .adds code="{{code_place}}" unit="{{code_unit}}" number="{{code_number}}" '
                        'sections="{{code_sections}}"}\n')
        self.head("Short title", "short-title")
        self.out.append('[](#act) may be cited as the "{{template.short_title}}".\n')
        self.out.append("{{#findings}}")
        self.head("Findings", "findings")
        self.out.append("The {{jurisdiction.legislature}} finds that:\n")
        self.items(self.series(pick(FINDINGS, 6), 0))
        self.note("Support each finding in the record or strike it.")
        self.out.append("{{/findings}}")
        self.head("Definitions", "definitions")
        self.out.append("The following definitions apply in [](#act):\n")
        defs = self.r.sample(DEFS, 9) + [("Agency", "the {agency} of {{{{jurisdiction.name}}}}"),
                                         (self.who.capitalize(), "a person that keeps, handles, or uses {thing} for compensation, or in "
                                          "the course of a business or of the functions of a public body")]
        self.items([(0, None, f'**"{t}"** means {say(d)}.') for t, d in sorted(defs)])
        self.head(f"{self.need.capitalize()} required", "requirement")
        self.items([
            (0, "requirement-rule", say("{a_who} may not keep, handle, or use {thing} in this {{{{jurisdiction.self}}}} without {a_need} that the "
                                        "{agency} has issued and that is in force.").capitalize()),
            (0, "requirement-exceptions", "[](#requirement-rule) does not apply to any of the following:"),
            (1, None, say("An agency of the United States.")),
            (1, None, say("An individual who acts under the direct supervision of {a_who} that holds {a_need}.")),
            (1, "requirement-small", say("A small quantity, or an occasional use, that the {agency} exempts by rule because it presents:")),
            (2, None, "little risk to individuals; and"),
            (2, None, "little risk to the property of others."),
            (0, None, say("The {agency} shall publish each exemption under [](#requirement-small) and the reasons for it.")),
        ])
        self.head("Application", "application")
        self.items([
            (0, "application-form", say("An applicant shall file with the {agency}, in the form that the {agency} prescribes, an application that states:")),
            *self.series(["the name and address of the applicant and of each person that controls it", say("the place where {thing} is to be kept, handled, or used"),
                          "the experience of the individuals who will be in charge", "proof of the insurance that [](#duties) requires"], 1),
            (0, "application-fee", "The application must be accompanied by the fee under [](#fees)."),
            (0, "application-decision", say("The {agency} shall grant or deny the application not later than the ninetieth day after it is complete. The {agency} may deny "
                                            "the application only on one or more of the following grounds:")),
            *[(1, None, g[0].upper() + g[1:] + ".") for g in pick(GROUNDS, 7)],
            (0, "application-reasons", say("A denial must be in writing, state its grounds, and tell the applicant of the review under [](#review).")),
        ])
        self.head(f"Duties of {a(self.who)}", "duties")
        self.out.append(say("{a_who} shall do each of the following:\n").capitalize())
        self.items([(0, f"duty-{i + 1}", d[0].upper() + d[1:] + ".") for i, d in enumerate(pick(DUTIES, 9))])
        self.head("Standards", "standards")
        self.items([(0, "standards-rules", say("The {agency} shall adopt by rule standards for the following:")),
                    *self.series(pick(STANDARDS, 8), 1),
                    (0, "standards-basis", say("In adopting a standard, the {agency} shall consider:")),
                    (1, None, "the best practice that is in general use;"),
                    (1, None, "the cost of compliance, in particular:"),
                    (2, None, "the cost to a small entity; and"),
                    (2, None, "the cost to a local government; and"),
                    (1, None, "the consequences of having no standard."),
                    (0, None, "A standard takes effect not earlier than {{notice_days.words}} days after public notice of it.")])
        self.head("Records", "records")
        self.items([(0, "records-keep", say("{a_who} shall keep a record of each of the following for {{{{record_years.words}}}} years:").capitalize()),
                    *self.series(pick(REPORTS[:4], 3), 1),
                    (0, "records-access", say("The {agency} may examine and copy a record at a reasonable time.")),
                    (0, "records-private", "A record that identifies an individual is not open to the public except as another law of this "
                     "{{jurisdiction.self}} provides.")])
        self.head("Inspections", "inspections")
        self.items([(0, "inspections-power", say("An inspector may enter and inspect a facility at a reasonable hour, with the consent of the person in charge or with a warrant.")),
                    (0, "inspections-frequency", say("The {agency} shall inspect each facility at least once in each period of {years.words} years, and shall inspect within {hours} "
                                                     "hours a facility at which an incident is reported.")),
                    (0, "inspections-report", "The inspector shall give the person in charge a written report not later than the tenth day after the inspection.")])
        self.head("Prohibited acts", "prohibited")
        self.items([(0, "prohibited-rule", say("{a_who} may not:").capitalize()), *self.series(pick(ACTS, 7), 1, "or"),
                    (0, "prohibited-unless", "[](#prohibited-rule) does not prohibit an act if:"), *self.series(pick(CONDITIONS, 4), 1, "or")])
        self.head("Fees", "fees")
        self.items([(0, "fees-amount", "The application fee is {{fee}}. A small entity pays one-half of that amount."),
                    (0, "fees-use", say("Fees may be used only for the administration of [](#act). The {agency} shall review the amount every second year and report to the "
                                        "{{{{jurisdiction.legislature}}}} whether it exceeds the cost."))])
        self.head("Orders", "orders")
        self.out.append("{{^enforcement.attorney_general}}")
        self.items([(0, "orders-notice", say("The {agency} may order {a_who} to correct a violation after notice of {{{{notice_days}}}} days and an opportunity to be heard.")),
                    (0, "orders-emergency", say("If a violation presents an immediate danger, the {agency} may issue the order without prior notice and shall offer a hearing within {hours} hours.")),
                    (0, "orders-penalty", "For a violation the order may impose a civil penalty of not more than {{penalty}}. In setting the amount, the following are considered:"),
                    *self.series(["the gravity of the violation", "earlier violations in the preceding {{record_years}} years", "steps taken to correct it"], 1)])
        self.out.append("{{/enforcement.attorney_general}}\n{{#enforcement.attorney_general}}")
        self.items([(0, "orders-action", "The {{jurisdiction.attorney_general}} may bring an action to enjoin a violation after notice of {{notice_days}} days."),
                    (0, "orders-penalty", "For a violation the court may impose a civil penalty of not more than {{penalty}}.")])
        self.out.append("{{/enforcement.attorney_general}}\n{{#enforcement.both}}")
        self.head("Action by the {{jurisdiction.attorney_general}}", "public-action")
        self.para("At the request of the {agency}, the {{{{jurisdiction.attorney_general}}}} may bring an action in the name of the "
                  "{{{{jurisdiction.self}}}} to enforce an order under [](#orders) or to collect a penalty.")
        self.out.append("{{/enforcement.both}}")
        self.head("Review", "review")
        self.items([(0, "review-request", say("A person aggrieved by a denial under [](#application-decision) or an order under [](#orders) may ask the {agency} for a hearing not later than the "
                                              "thirtieth day after receiving it.")),
                    (0, "review-court", "The final decision is subject to judicial review as other decisions of agencies of {{jurisdiction.formal}} are.")])
        self.out.append("{{^private_action.none}}")
        self.head("Private action", "private-action")
        self.items([(0, "private-standing", "An individual injured by a serious violation may bring an action against the person that committed it.")])
        self.out.append("{{#private_action.injunction}}")
        self.para("The court may grant an injunction and may award costs to the party that prevails.")
        self.out.append("{{/private_action.injunction}}\n{{#private_action.damages}}")
        self.para("The court may award actual damages, and may award costs and a reasonable attorney fee to the party that prevails.")
        self.out.append("{{/private_action.damages}}")
        self.note("An action by private persons adds enforcement where public counsel has little time, and adds cost for those who are sued. "
                  "Compare the general statutes on limitation of actions and on fees.")
        self.out.append("{{/private_action.none}}\n{{#council}}")
        self.head("Advisory council", "council")
        self.items([(0, "council-members", say("An advisory council on {subject} is established in the {agency}. The {{{{jurisdiction.executive}}}} shall appoint:"))])
        self.out[-1] += "\n{{#members}}\n   1. {{.}};\n{{/members}}\n   1. one member of the public who has no financial interest in the subject.\n"
        self.items([(0, "council-term", "A member serves for a term of three years and until a successor is appointed, without pay."),
                    (0, "council-advice", say("The council shall advise the {agency} on standards under [](#standards) and on the reports under [](#report)."))])
        self.out.append("{{/council}}")
        self.head("Rules", "rules")
        self.para("The {agency} may adopt rules to carry out [](#act). A rule under this section is subject to the law on administrative "
                  "procedure of {{{{jurisdiction.name}}}}.")
        self.head("Report", "report")
        self.items([(0, "report-yearly", say("Not later than January 31 of each year, the {agency} shall report to the {{{{jurisdiction.legislature}}}} and to the "
                                             "{{{{jurisdiction.executive}}}}:")),
                    *self.series(pick(REPORTS, 5), 1), (0, None, say("The {agency} shall post the report on its website."))])
        self.head("Relation to other law", "relation")
        self.items([(0, None, "[](#act) does not limit a remedy that another law gives."),
                    (0, None, "A local government may adopt an ordinance on the same subject that is not in conflict with [](#act)."),
                    (0, None, say("{a_need} under [](#requirement) does not excuse a failure to comply with another law.").capitalize())])
        self.out.append("{{> appropriation}}\n{{> severability}}\n{{> sunset}}\n{{> effective}}")

    def text(self):
        self.build()
        body = ""
        for part in self.out: # tags stand on lines of their own, directly before what they govern
            body += part if part.endswith("\n") else part + "\n"
            if not part.startswith(("{{#", "{{^")):
                body += "\n"
        given = dict(name=self.name, subject=self.subject, short=self.short, need_s=plural(self.need), a_need=a(self.need), a_who=a(self.who),
                     agency=self.agency_name, **self.values())
        given["members"] = ", ".join(f'"{m}"' for m in given["members"])
        given["council"] = "true" if given["council"] else "false"
        return HEAD.format(**given) + body

    def values(self):
        r = random.Random(self.name + " values")
        v = dict(notice_days=r.choice([10, 20, 30, 45, 60]), record_years=r.choice([3, 4, 5, 7, 10]), fee=r.choice([50, 100, 250, 400]),
                 penalty=r.choice([500, 1000, 2500, 5000, 10000]), enforcement=r.choice(["agency", "attorney_general", "both"]),
                 private_action=r.choice(["none", "injunction", "damages"]), council=r.random() < .6,
                 members=[f"two representatives of {plural(self.who)}",
                          "one member who is a licensed engineer or scientist", "one representative of local governments"])
        return v


UNITS = "zero one two three four five six seven eight nine ten".split()
TENS = {20: "twenty", 30: "thirty", 45: "forty-five", 60: "sixty"}


def main():
    folder, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else len(TOPICS)
    os.makedirs(folder, exist_ok=True)
    values = {}
    for topic in TOPICS[:count]:
        act = Act(topic)
        with open(os.path.join(folder, act.name + ".md"), "w") as f:
            f.write(act.text())
        v = act.values()
        for k in ("notice_days", "record_years"):
            v[k] = {"n": str(v[k]), "words": TENS[v[k]] if v[k] > 10 else UNITS[v[k]]}
        for k in ("fee", "penalty"):
            v[k] = "${:,}".format(v[k])
        v["lead_agency"] = act.agency_name
        values[act.name] = dict(short_title=act.short, title=act.subject, parameters=v,
                                purpose=f"regulate {act.subject}, provide for {plural(act.need)}, inspection, records, and remedies",
                                summary=f"Requires {a(act.need)} of {a(act.who)}, sets standards, provides for inspection and records, and gives remedies.")
    with open(os.path.join(folder, "values.json"), "w") as f:
        json.dump(values, f, indent=1)


main()
