/* The state machine: histories in one line each, with the stage, way and legal status that must
 * come of them. Real ones are marked. */
#include "check.h"

#include "base/mem.h"
#include "track/track_private.h"

#include <engross/track.h>

struct history {
	const char *what, *jurisdiction, *bill, *instrument, *as_of;
	const char *events; /* "DATE EVENT [CHAMBER]; …" */
	const char *stage, *how, *legal, *date;
	size_t odd;
};

static const struct history histories[] = {
    /* bills of two chambers */
    {"nothing yet", "CO", "HB1", "", "", "2027-01-01 introduced", "none", "", "", "", 0},
    {"prefiled", "CO", "HB1", "", "", "2026-01-01 prefiled", "prefiled", "", "", "2026-01-01", 0},
    {"introduced", "CO", "HB1", "", "", "2026-01-01 prefiled; 2026-01-10 introduced", "introduced",
	"", "", "2026-01-10", 0},
    {"in committee", "CO", "HB1", "", "",
	"2026-01-10 introduced; 2026-01-11 referred; 2026-01-20 heard", "in-committee", "", "",
	"2026-01-11", 0},
    {"reported", "CO", "HB1", "", "",
	"2026-01-10 introduced; 2026-01-11 referred; 2026-01-21 report-adverse", "reported", "", "",
	"2026-01-21", 0},
    {"back to committee", "CO", "HB1", "", "",
	"2026-01-10 introduced; 2026-01-21 reported; 2026-01-22 recommitted", "in-committee", "",
	"", "2026-01-22", 0},
    {"killed in committee", "CO", "HB1", "", "",
	"2026-01-10 introduced; 2026-01-21 killed-in-committee", "failed", "", "", "2026-01-21", 0},
    {"passed the first chamber", "CO", "HB1", "", "",
	"2026-01-10 introduced; 2026-02-01 passed lower", "passed-first", "", "", "2026-02-01", 0},
    {"committee work in the second chamber does not undo the first", "CO", "HB1", "", "",
	"2026-02-01 passed lower; 2026-02-10 referred; 2026-02-20 reported", "passed-first", "", "",
	"2026-02-01", 0},
    {"passed by one chamber twice is not passed by both", "MI", "HB4246", "", "",
	"2025-06-11 passed lower; 2025-06-12 passed lower", "passed-first", "", "", "2025-06-12",
	0},
    {"passed, chamber not named, twice: not both", "CO", "HB1", "", "",
	"2026-02-01 passed; 2026-03-01 passed", "passed-first", "", "", "2026-02-01", 1},
    {"passed both", "CO", "HB1", "", "", "2026-02-01 passed lower; 2026-03-01 passed upper",
	"passed-both", "", "", "2026-03-01", 0},
    {"passed in different forms is not passage", "CO", "HB1", "", "",
	"2026-02-01 passed lower; 2026-02-20 amended upper; 2026-03-01 passed upper",
	"passed-second-amended", "", "", "2026-03-01", 0},
    {"amended on the day of passage", "CO", "HB1", "", "",
	"2026-02-01 passed lower; 2026-03-01 passed upper; 2026-03-01 amended upper",
	"passed-second-amended", "", "", "2026-03-01", 0},
    {"amended before the first passage does not matter", "CO", "HB1", "", "",
	"2026-01-20 amended lower; 2026-02-01 passed lower; 2026-03-01 passed upper", "passed-both",
	"", "", "2026-03-01", 0},
    {"concurred", "CO", "HB1", "", "",
	"2026-02-01 passed lower; 2026-02-20 amended upper; 2026-03-01 passed upper; 2026-03-05 "
	"concurred lower",
	"passed-both", "", "", "2026-03-05", 0},
    {"not concurred", "CO", "HB1", "", "",
	"2026-02-01 passed lower; 2026-03-01 passed upper; 2026-03-05 nonconcurred lower",
	"passed-second-amended", "", "", "2026-03-05", 0},
    {"conference agreed by one chamber", "UT", "SB57", "", "",
	"2024-01-10 passed upper; 2024-01-19 passed lower; 2024-01-22 conference; 2024-01-30 "
	"concurred upper",
	"passed-second-amended", "", "", "2024-01-22", 0},
    {"conference agreed by both", "UT", "SB57", "", "",
	"2024-01-10 passed upper; 2024-01-19 passed lower; 2024-01-22 conference; 2024-01-30 "
	"concurred upper; 2024-01-30 concurred lower",
	"passed-both", "", "", "2024-01-30", 0},
    {"passed again as amended is concurrence", "WA", "HB1114", "", "",
	"2025-02-01 passed lower; 2025-03-01 amended upper; 2025-03-02 passed upper; 2025-04-01 "
	"passed lower",
	"passed-both", "", "", "2025-04-01", 0},
    {"enrolled", "CO", "HB1", "", "",
	"2026-02-01 passed lower; 2026-03-01 passed upper; 2026-03-05 enrolled", "enrolled", "", "",
	"2026-03-05", 0},
    {"enrolled without agreement is odd", "CO", "HB1", "", "",
	"2026-02-01 passed lower; 2026-02-02 amended upper; 2026-03-01 passed upper; 2026-03-05 "
	"enrolled",
	"enrolled", "", "", "2026-03-05", 1},
    {"with the governor", "CO", "HB1", "", "",
	"2026-02-01 passed lower; 2026-03-01 passed upper; 2026-03-06 presented", "with-executive",
	"", "", "2026-03-06", 0},
    {"signed", "CO", "HB1", "", "2026-06-01",
	"2026-02-01 passed lower; 2026-03-01 passed upper; 2026-03-06 presented; 2026-03-10 signed",
	"enacted", "signed", "pending-date", "2026-03-10", 0},
    {"a presiding officer's signature is not the governor's (Tennessee SB 750)", "TN", "SB750",
	"bill", "2025-06-01",
	"2025-03-01 passed upper; 2025-04-17 passed lower; 2025-04-21 signed upper; 2025-04-22 "
	"signed lower",
	"passed-both", "", "", "2025-04-17", 0},
    {"the governor's signature after the presiding officers'", "TN", "SB750", "bill", "2025-06-01",
	"2025-03-01 passed upper; 2025-04-17 passed lower; 2025-04-21 signed upper; 2025-05-02 "
	"signed",
	"enacted", "signed", "pending-date", "2025-05-02", 0},
    {"as of the day before", "CO", "HB1", "", "2026-03-09",
	"2026-02-01 passed lower; 2026-03-01 passed upper; 2026-03-06 presented; 2026-03-10 signed",
	"with-executive", "", "", "2026-03-06", 0},
    {"signed and chaptered keeps the day of signing", "CO", "HB1", "", "2026-06-01",
	"2026-03-10 signed; 2026-03-12 chaptered", "enacted", "signed", "pending-date",
	"2026-03-10", 0},
    {"law without signature", "OK", "HB2261", "", "2026-06-01",
	"2026-03-06 presented; 2026-03-12 became-law-unsigned", "enacted", "without-signature",
	"pending-date", "2026-03-12", 0},
    {"chaptered, no word of how", "MD", "SB634", "", "2008-01-01", "2007 chaptered", "enacted", "",
	"pending-date", "2007", 0},
    {"chaptered after one chamber's passage is odd", "CO", "HB1", "", "2026-06-01",
	"2026-02-01 passed lower; 2026-03-12 chaptered", "enacted", "", "pending-date",
	"2026-03-12", 1},
    {"item veto leaves the rest law", "ND", "HB1", "", "2026-06-01",
	"2026-03-06 signed; 2026-03-06 item-vetoed", "enacted", "signed", "pending-date",
	"2026-03-06", 1},
    {"vetoed", "NV", "AB186", "", "",
	"2019-05-01 passed lower; 2019-05-10 passed upper; 2019-05-30 vetoed", "vetoed", "", "",
	"2019-05-30", 0},
    {"one chamber overrides: not yet law", "SC", "H3558", "bill", "",
	"2026-05-20 vetoed; 2026-06-24 overridden lower", "vetoed", "", "", "2026-05-20", 0},
    {"both chambers override (South Carolina H 3558)", "SC", "H3558", "bill", "2026-07-01",
	"2026-05-20 vetoed; 2026-06-24 overridden lower; 2026-06-25 overridden upper", "enacted",
	"override", "pending-date", "2026-06-25", 0},
    {"overridden then chaptered keeps the override", "SC", "H3558", "bill", "2026-07-01",
	"2026-05-20 vetoed; 2026-06-25 overridden both; 2026-06-26 chaptered", "enacted",
	"override", "pending-date", "2026-06-25", 0},
    {"override failed", "WY", "SF101", "", "",
	"2026-03-10 vetoed; 2026-03-11 overridden upper; 2026-03-11 override-failed lower",
	"vetoed-final", "", "", "2026-03-11", 0},
    {"died with the veto standing", "CO", "SB5", "", "", "2026-06-03 vetoed; 2026-06-04 died",
	"vetoed-final", "", "", "2026-06-04", 0},
    {"signed after a veto is odd", "CO", "SB5", "", "2026-07-01",
	"2026-06-03 vetoed; 2026-06-04 signed", "enacted", "signed", "pending-date", "2026-06-04",
	1},
    {"vetoed after signing is odd and not law", "CO", "SB5", "", "2026-07-01",
	"2026-06-03 signed; 2026-06-04 vetoed", "vetoed", "", "", "2026-06-04", 2},
    {"returned with amendments", "VA", "HB965", "", "",
	"2026-03-01 passed lower; 2026-03-05 passed upper; 2026-03-10 presented; 2026-03-20 "
	"returned-with-amendments",
	"passed-second-amended", "", "", "2026-03-20", 0},
    {"Virginia: one house takes the recommendations", "VA", "HB965", "", "2026-05-01",
	"2026-03-01 passed lower; 2026-03-05 passed upper; 2026-03-10 presented; 2026-03-20 "
	"returned-with-amendments; 2026-04-02 concurred lower",
	"passed-second-amended", "", "", "2026-03-20", 0},
    {"Virginia: both take them", "VA", "HB965", "", "2026-05-01",
	"2026-03-01 passed lower; 2026-03-05 passed upper; 2026-03-10 presented; 2026-03-20 "
	"returned-with-amendments; 2026-04-02 concurred lower; 2026-04-02 concurred upper",
	"passed-both", "", "", "2026-04-02", 0},
    {"Virginia: reenrolled and law", "VA", "HB965", "", "2026-06-01",
	"2026-03-01 passed lower; 2026-03-05 passed upper; 2026-03-10 presented; 2026-03-20 "
	"returned-with-amendments; 2026-04-02 concurred lower; 2026-04-02 concurred upper; "
	"2026-04-06 enrolled; 2026-04-10 chaptered",
	"enacted", "", "pending-date", "2026-04-10", 0},
    {"Virginia: refused, so the governor has it again", "VA", "HB965", "", "2026-05-01",
	"2026-03-01 passed lower; 2026-03-05 passed upper; 2026-03-10 presented; 2026-03-20 "
	"returned-with-amendments; 2026-04-02 nonconcurred lower",
	"with-executive", "", "", "2026-04-02", 0},
    {"failed on the floor (Wyoming HB 130)", "WY", "HB130", "", "",
	"2026-02-20 passed lower; 2026-03-04 failed upper", "failed", "", "", "2026-03-04", 0},
    {"failed, reconsidered, passed", "WY", "HB130", "", "",
	"2026-02-20 passed lower; 2026-03-04 failed upper; 2026-03-05 reconsidered upper; "
	"2026-03-05 passed upper",
	"passed-both", "", "", "2026-03-05", 0},
    {"died", "KS", "HB2257", "", "", "2025-02-04 introduced; 2026-04-10 died", "died", "", "",
	"2026-04-10", 0},
    {"carried over is not a stage", "WA", "SB5002", "", "",
	"2025-01-13 introduced; 2025-01-14 referred; 2026-01-12 carried-over", "in-committee", "",
	"", "2025-01-14", 0},
    {"died, then carried over", "WA", "SB5002", "", "",
	"2025-01-13 introduced; 2025-04-27 died; 2026-01-12 carried-over", "introduced", "", "",
	"2025-01-13", 0},
    {"one house refuses enactment, then carried over", "ME", "LD893", "", "",
	"2025-06-18 passed lower; 2025-06-25 failed upper; 2025-06-26 carried-over", "passed-first",
	"", "", "2025-06-18", 0},
    {"a lost vote is reconsidered", "OK", "HB1427", "", "",
	"2025-03-24 passed lower; 2025-05-07 failed upper; 2025-05-08 reconsidered upper",
	"passed-first", "", "", "2025-03-24", 0},
    {"a veto told again on each day's calendar", "VT", "S125", "", "",
	"2025-05-01 passed upper; 2025-05-14 passed lower; 2025-06-03 presented; 2025-06-09 "
	"vetoed; "
	"2025-06-13 vetoed; 2025-06-16 vetoed",
	"vetoed", "", "", "2025-06-09", 0},
    {"enrolled, then signed by officers", "TN", "HB1", "", "",
	"2026-01-20 passed lower; 2026-01-21 passed upper; 2026-01-22 enrolled; 2026-01-23 "
	"enrolled",
	"enrolled", "", "", "2026-01-22", 0},
    {"withdrawn", "CO", "HB1", "", "", "2026-01-10 introduced; 2026-01-12 withdrawn", "withdrawn",
	"", "", "2026-01-12", 0},
    {"absorbed (Nebraska LB 83 into LB 148)", "NE", "LB83", "", "",
	"2025-01-10 introduced; 2025-03-01 absorbed", "absorbed", "", "", "2025-03-01", 0},
    {"died after it became law is odd", "CO", "HB1", "", "2026-06-01",
	"2026-03-10 signed; 2026-05-10 died", "enacted", "signed", "pending-date", "2026-03-10", 2},
    {"a bill filed with the secretary of state is not law", "WA", "HB1", "", "",
	"2026-02-01 passed lower; 2026-03-01 passed upper; 2026-03-05 filed-with-secretary",
	"passed-both", "", "", "2026-03-01", 0},
    {"year alone comes after the days it spans", "UT", "SB57", "", "2024-12-31",
	"2024 signed; 2024-01-04 introduced; 2024-01 passed both", "enacted", "signed",
	"pending-date", "2024", 0},
    /* one chamber */
    {"Nebraska: one chamber passes", "NE", "LB148", "", "", "2025-05-01 passed legislature",
	"passed-both", "", "", "2025-05-01", 0},
    {"Nebraska: no chamber named", "NE", "LB148", "", "", "2025-05-01 passed", "passed-both", "",
	"", "2025-05-01", 0},
    {"Nebraska: override by the one chamber", "NE", "LB148", "", "2025-06-01",
	"2025-05-01 passed; 2025-05-07 vetoed; 2025-05-09 overridden", "enacted", "override",
	"pending-date", "2025-05-09", 0},
    {"Nebraska: amended after nothing", "NE", "LB148", "", "",
	"2025-04-01 amended; 2025-05-01 passed", "passed-both", "", "", "2025-05-01", 0},
    {"Guam: council-like body", "GU", "1-38", "bill", "2025-06-01",
	"2025-04-01 passed legislature; 2025-05-01 signed", "enacted", "signed", "pending-date",
	"2025-05-01", 0},
    {"legislature in a two-chamber state says nothing of which", "CO", "HB1", "", "",
	"2026-02-01 passed legislature", "passed-first", "", "", "2026-02-01", 0},
    /* District of Columbia */
    {"DC: signed is in review", "DC", "B22-0177", "", "2018-05-01",
	"2018-03-06 passed council; 2018-04-02 signed", "in-review", "signed", "", "2018-04-02", 1},
    {"DC: one reading is not passage", "DC", "B22-0177", "", "2018-05-01",
	"2018-02-06 introduced; 2018-03-06 passed council", "passed-first", "", "", "2018-03-06",
	0},
    {"DC: two readings, mayor, Congress, law", "DC", "B22-0177", "", "2018-06-30",
	"2018-02-06 passed council; 2018-03-06 passed council; 2018-03-20 presented; 2018-04-02 "
	"signed; 2018-04-10 transmitted; 2018-06-05 chaptered",
	"enacted", "signed", "pending-date", "2018-06-05", 0},
    {"DC: before Congress", "DC", "B22-0177", "", "2018-05-01",
	"2018-02-06 passed council; 2018-03-06 passed council; 2018-04-02 became-law-unsigned; "
	"2018-04-10 transmitted",
	"in-review", "without-signature", "", "2018-04-02", 0},
    {"DC: chaptered is law", "DC", "B22-0177", "", "2018-06-30",
	"2018-03-06 passed council; 2018-04-02 signed; 2018-06-05 chaptered", "enacted", "signed",
	"pending-date", "2018-06-05", 2},
    {"DC: took effect is law", "DC", "B22-0177", "", "2018-06-30",
	"2018-04-02 became-law-unsigned; 2018-06-05 took-effect", "enacted", "without-signature",
	"in-effect", "2018-06-05", 0},
    {"DC: overridden is in review", "DC", "B22-0177", "", "2018-05-01",
	"2018-04-02 vetoed; 2018-04-12 overridden council", "in-review", "override", "",
	"2018-04-12", 0},
    {"DC: Congress disapproves", "DC", "B24-0416", "", "",
	"2023-01-17 overridden council; 2023-03-20 failed", "failed", "", "", "2023-03-20", 1},
    /* resolutions */
    {"concurrent resolution adopted (Kansas SCR 1604)", "KS", "SCR 1604", "", "",
	"2025-02-27 passed upper; 2026-01-22 passed lower; 2026-01-23 enrolled; 2026-01-29 "
	"filed-with-secretary",
	"adopted", "no-executive", "in-effect", "2026-01-22", 0},
    {"concurrent resolution failed (Kansas HCR 5001)", "KS", "HCR 5001", "", "",
	"2025-03-19 failed lower", "failed", "", "", "2025-03-19", 0},
    {"filed after one chamber's passage adopts nothing", "KS", "SCR 1604", "", "",
	"2025-02-27 passed upper; 2026-01-29 filed-with-secretary", "passed-first", "", "",
	"2025-02-27", 1},
    {"adopted in different forms is not adopted", "KS", "SCR 1604", "", "",
	"2025-02-27 passed upper; 2026-01-22 amended lower; 2026-01-22 passed lower",
	"passed-second-amended", "", "", "2026-01-22", 0},
    {"amended on the day, told after", "KS", "SCR 1604", "", "",
	"2025-02-27 passed upper; 2026-01-22 passed lower; 2026-01-22 amended lower",
	"passed-second-amended", "", "", "2026-01-22", 0},
    {"a governor's ceremony changes nothing", "KS", "SCR 1604", "", "",
	"2025-02-27 passed upper; 2026-01-22 passed lower; 2026-02-01 signed", "adopted",
	"no-executive", "in-effect", "2026-01-22", 0},
    {"Utah: a concurrent resolution goes to the governor", "UT", "HCR 5", "", "",
	"2025-02-01 passed lower; 2025-02-20 passed upper", "passed-both", "", "", "2025-02-20", 0},
    {"Utah: and is adopted when signed", "UT", "HCR 5", "", "",
	"2025-02-01 passed lower; 2025-02-20 passed upper; 2025-03-01 signed", "adopted", "signed",
	"in-effect", "2025-03-01", 0},
    {"South Carolina: a joint resolution is signed", "SC", "H5", "joint resolution", "",
	"2025-02-01 passed lower; 2025-02-20 passed upper; 2025-03-01 signed", "adopted", "signed",
	"in-effect", "2025-03-01", 0},
    {"Utah: a joint resolution is not", "UT", "HJR 5", "", "",
	"2025-02-01 passed lower; 2025-02-20 passed upper", "adopted", "no-executive", "in-effect",
	"2025-02-20", 0},
    {"joint resolution where nobody knows: not adopted by passage alone", "NH", "HJR 5", "", "",
	"2025-02-01 passed lower; 2025-02-20 passed upper", "passed-both", "", "", "2025-02-20", 0},
    {"… but by filing", "NH", "HJR 5", "", "",
	"2025-02-01 passed lower; 2025-02-20 passed upper; 2025-02-25 filed-with-secretary",
	"adopted", "no-executive", "in-effect", "2025-02-25", 0},
    {"simple resolution", "MI", "HR 219", "", "", "2020-01-21 introduced; 2020-02-01 passed lower",
	"adopted", "no-executive", "in-effect", "2020-02-01", 0},
    {"joint memorial", "ID", "HJM 1", "", "", "2025-02-01 passed lower; 2025-02-20 passed upper",
	"adopted", "no-executive", "in-effect", "2025-02-20", 0},
    {"joint memorial, one chamber", "ID", "HJM 1", "", "", "2025-02-01 passed lower",
	"passed-first", "", "", "2025-02-01", 0},
    {"memorial of one chamber", "AZ", "HM 2001", "", "", "2025-02-01 passed lower", "adopted",
	"no-executive", "in-effect", "2025-02-01", 0},
    {"Florida's memorials need both", "FL", "HM 43", "", "", "2025-02-01 passed lower",
	"passed-first", "", "", "2025-02-01", 0},
    {"letter", "NJ", "-", "letter", "", "2005-12-20 signed", "adopted", "signed", "in-effect",
	"2005-12-20", 0},
    {"Nebraska's resolution", "NE", "LR14", "", "", "2025-03-01 passed", "adopted", "no-executive",
	"in-effect", "2025-03-01", 0},
    {"rescinded", "NH", "HCR 40", "", "", "2012-05-01 passed both; 2025-03-26 rescinded", "adopted",
	"no-executive", "rescinded", "2012-05-01", 0},
    /* ballots */
    {"on the ballot", "ND", "SCR 4013", "", "",
	"2025-02-01 passed upper; 2025-03-24 passed lower; 2025-03-25 put-on-ballot", "on-ballot",
	"", "", "2025-03-25", 0},
    {"approved", "CO", "Amendment 64", "bill", "2013-01-01",
	"2012-11-06 approved-by-voters; 2012-12-10 took-effect", "enacted", "ballot", "in-effect",
	"2012-11-06", 0},
    {"rejected", "OH", "Issue 3", "bill", "",
	"2015-07-01 put-on-ballot; 2015-11-03 rejected-by-voters", "rejected-by-voters", "", "",
	"2015-11-03", 0},
    /* after enactment */
    {"in effect", "IL", "SB31", "", "", "2017-08-28 signed; 2017-08-28 took-effect", "enacted",
	"signed", "in-effect", "2017-08-28", 0},
    {"effect known, enactment not told", "OR", "-", "", "", "1987-07-01 took-effect", "enacted", "",
	"in-effect", "1987-07-01", 0},
    {"effect still to come", "FL", "SB168", "", "2019-06-20",
	"2019-06-14 signed; 2019-07-01 took-effect", "enacted", "signed", "pending-date",
	"2019-06-14", 1},
    {"effect far off is never presumed", "FL", "SB168", "", "2021-06-20",
	"2019-06-14 signed; 2029-07-01 took-effect", "enacted", "signed", "pending-date",
	"2019-06-14", 1},
    {"no date told, years later: presumed", "FL", "SB168", "", "2021-06-20", "2019-06-14 signed",
	"enacted", "signed", "in-effect", "2019-06-14", 1},
    {"enjoined", "TX", "SB4", "", "", "2017-05-07 signed; 2017-08-30 enjoined", "enacted", "signed",
	"enjoined", "2017-05-07", 0},
    {"injunction lifted before effect", "TX", "SB4", "", "2017-08-31",
	"2017-05-07 signed; 2017-08-20 enjoined; 2017-08-25 injunction-lifted; 2017-09-01 "
	"took-effect",
	"enacted", "signed", "pending-date", "2017-05-07", 0},
    {"injunction lifted", "TX", "SB4", "", "",
	"2017-05-07 signed; 2017-08-30 enjoined; 2017-09-01 took-effect; 2018-03-13 "
	"injunction-lifted",
	"enacted", "signed", "in-effect", "2017-05-07", 0},
    {"struck down", "MT", "HB246", "", "", "2009-04-15 chaptered; 2010 struck-down", "enacted", "",
	"struck-down", "2009-04-15", 0},
    {"sunset", "MI", "HB4066", "", "", "2018-12-31 chaptered; 2025-03-28 sunset", "enacted", "",
	"sunset", "2018-12-31", 0},
    {"sunset to come", "MI", "HB4066", "", "2020-06-01", "2018-12-31 chaptered; 2025-03-28 sunset",
	"enacted", "", "in-effect", "2018-12-31", 0},
    {"entered again after its sunset", "MI", "-", "", "2026-06-01",
	"2018-12-31 chaptered; 2025-03-28 sunset; 2026-03-26 signed", "enacted", "signed",
	"pending-date", "2026-03-26", 0},
    {"repealed", "CO", "HB1", "", "", "2019-03-15 signed; 2024-01-01 repealed", "enacted", "signed",
	"repealed", "2019-03-15", 0},
    {"notice of withdrawal", "VA", "HB1", "", "",
	"2020-04-12 signed; 2022-12-01 withdrawal-noticed", "enacted", "signed", "withdrawing",
	"2020-04-12", 0},
    {"withdrawal with a day to come", "VA", "HB1", "", "2023-06-01",
	"2020-04-12 signed; 2023-12-31 withdrew", "enacted", "signed", "withdrawing", "2020-04-12",
	1},
    {"withdrew", "VA", "HB1", "", "2024-06-01", "2020-04-12 signed; 2023-12-31 withdrew", "enacted",
	"signed", "withdrawn", "2020-04-12", 0},
    {"repealed, never enacted", "VA", "HB1", "", "", "2020-01-12 introduced; 2023-12-31 repealed",
	"introduced", "", "", "2020-01-12", 1},
    {"condition met", "VA", "HB1", "", "", "2026-04-13 signed; 2026-10-01 condition-met", "enacted",
	"signed", "in-effect", "2026-04-13", 0},
};

static void
one(const struct history *h, const struct eg_passages *passages)
{
	char text[1024], *save = NULL;
	struct eg_buf csv = EG_BUF_INIT;
	struct eg_err err = {0};
	struct eg_log *log = NULL;
	struct eg_status *st = NULL;
	struct eg_event e[16];
	char date[16], by[16], words[16][3][32];
	size_t n = 0, added;
	uint8_t partial;
	int32_t as_of;

	memset(e, 0, sizeof(e));
	snprintf(text, sizeof(text), "%s", h->events);
	for (char *one_event = strtok_r(text, ";", &save); one_event != NULL;
	     one_event = strtok_r(NULL, ";", &save), n++) {
		words[n][2][0] = '\0';
		CHECK(sscanf(one_event, "%31s %31s %31s", words[n][0], words[n][1], words[n][2]) >=
		      2);
		e[n].f[EG_F_DATE] = eg_str(words[n][0]);
		e[n].f[EG_F_EVENT] = eg_str(words[n][1]);
		e[n].f[EG_F_CHAMBER] = eg_str(words[n][2]);
		e[n].f[EG_F_JURISDICTION] = eg_str(h->jurisdiction);
		e[n].f[EG_F_BILL] = eg_str(h->bill);
		e[n].f[EG_F_TEMPLATE] = eg_str(strcmp(h->bill, "-") == 0 ? "t" : "");
		e[n].f[EG_F_INSTRUMENT] = eg_str(h->instrument);
	}
	CHECK_OK(eg_events_append("", 0, e, n, &csv, &added, &err));
	CHECK_INT(added, n);
	CHECK_OK(eg_log_parse(csv.p, csv.n, "events.csv", &log, &err));
	CHECK(eg_track__day(h->as_of[0] != '\0' ? h->as_of : "2026-11-22", 10, &as_of, &partial));
	CHECK_OK(eg_status_make(log, NULL, passages, NULL, as_of, &st, &err));
	CHECK_INT(st->n, 1);
	eg_status_date(&st->row[0], date, by);
	if (strcmp(eg_stage_name((enum eg_stage)st->row[0].stage), h->stage) != 0 ||
	    strcmp(eg_how_name((enum eg_how)st->row[0].how), h->how) != 0 ||
	    strcmp(eg_legal_name((enum eg_legal)st->row[0].legal), h->legal) != 0 ||
	    strcmp(date, h->date) != 0 || st->row[0].odd != h->odd) {
		fprintf(stderr, "%s: got %s/%s/%s/%s odd %u, want %s/%s/%s/%s odd %zu\n", h->what,
		    eg_stage_name((enum eg_stage)st->row[0].stage),
		    eg_how_name((enum eg_how)st->row[0].how),
		    eg_legal_name((enum eg_legal)st->row[0].legal), date, st->row[0].odd, h->stage,
		    h->how, h->legal, h->date, h->odd);
		for (size_t i = 0; i < st->row[0].odd; i++)
			fprintf(stderr, "  odd: %s\n", st->row[0].odd_list[i].what);
		fail();
	}
	eg_status_free(st);
	eg_log_free(log);
	eg_buf_clear(&csv);
}

static void
stage__of_each_history__is_as_written(void **state)
{
	struct eg_passages passages;
	struct eg_err err = {0};

	EG_UNUSED(state);
	CHECK_OK(eg_passages_builtin(&passages, &err));
	for (size_t i = 0; i < EG_COUNT(histories); i++)
		one(&histories[i], &passages);
}

static void
passages__of_the_builtin_profiles__know_who_is_special(void **state)
{
	struct eg_passages p;
	struct eg_err err = {0};
	int votes = 0, single = 0;

	EG_UNUSED(state);
	CHECK_OK(eg_passages_builtin(&p, &err));
	for (int i = 0; i < EG_JURISDICTIONS; i++) {
		votes += p.at[i].electoral_votes;
		single += p.at[i].unicameral;
	}
	CHECK_INT(votes, 538);
	CHECK_INT(single, 4); /* NE, DC, GU, VI */
	CHECK(p.at[eg_postal_index("DC", 2)].congress);
	CHECK_INT(
	    p.at[eg_postal_index("UT", 2)].executive[EG_INSTRUMENT_CONCURRENT], EG_ANSWER_YES);
	CHECK_INT(p.at[eg_postal_index("KS", 2)].executive[EG_INSTRUMENT_CONCURRENT], EG_ANSWER_NO);
}

static void
every_event__alone__never_enacts_but_by_its_own_word(void **state)
{
	struct eg_passages p;
	struct eg_err err = {0};
	static const enum eg_event_kind lawful[] = {EG_EV_SIGNED, EG_EV_BECAME_LAW_UNSIGNED,
	    EG_EV_ITEM_VETOED, EG_EV_OVERRIDDEN, EG_EV_APPROVED_BY_VOTERS, EG_EV_CHAPTERED,
	    EG_EV_TOOK_EFFECT, EG_EV_CONDITION_MET, EG_EV_SUNSET, EG_EV_ENJOINED, EG_EV_STRUCK_DOWN,
	    EG_EV_REPEALED, EG_EV_RESCINDED, EG_EV_WITHDRAWAL_NOTICED, EG_EV_WITHDREW,
	    EG_EV_INJUNCTION_LIFTED};

	EG_UNUSED(state);
	CHECK_OK(eg_passages_builtin(&p, &err));
	for (unsigned k = 0; k < EG_EV_KINDS; k++) {
		for (unsigned k2 = 0; k2 < EG_EV_KINDS; k2++) {
			struct eg_log_event e[2] = {
			    {.id = 1, .kind = (uint8_t)k, .chamber = 1, .day = 20000},
			    {.id = 2, .kind = (uint8_t)k2, .chamber = 1, .day = 20001}};
			struct eg_standing s;
			bool may = false;

			eg_stage_reduce(
			    e, 2, &p.at[0], EG_INSTRUMENT_BILL, false, false, 21000, &s);
			for (size_t i = 0; i < EG_COUNT(lawful); i++)
				may = may || lawful[i] == k || lawful[i] == k2;
			if (!may && (s.stage == EG_STAGE_ENACTED || s.stage == EG_STAGE_ADOPTED)) {
				fprintf(stderr, "%s, %s enacts\n",
				    eg_event_name((enum eg_event_kind)k),
				    eg_event_name((enum eg_event_kind)k2));
				fail();
			}
			CHECK((s.legal != EG_LEGAL_NONE) ==
			      (s.stage == EG_STAGE_ENACTED || s.stage == EG_STAGE_ADOPTED));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(stage__of_each_history__is_as_written),
	    cmocka_unit_test(passages__of_the_builtin_profiles__know_who_is_special),
	    cmocka_unit_test(every_event__alone__never_enacts_but_by_its_own_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
