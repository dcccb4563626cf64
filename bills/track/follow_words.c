/* Events, stages and legal statuses in words for readers. */
#include "track/track_private.h"

#include "base/mem.h"

#include <engross/follow.h>
#include <string.h>

/* @ is where the chamber's name goes with its preposition, if the event has one. */
static const char *const words[EG_EV_KINDS] = {
    [EG_EV_PREFILED] = "prefiled@",
    [EG_EV_INTRODUCED] = "introduced@",
    [EG_EV_REFERRED] = "referred to committee@",
    [EG_EV_HEARD] = "heard in committee@",
    [EG_EV_REPORTED] = "reported by committee@",
    [EG_EV_REPORT_ADVERSE] = "reported adversely by committee@",
    [EG_EV_KILLED_IN_COMMITTEE] = "killed in committee@",
    [EG_EV_TABLED] = "tabled@",
    [EG_EV_RECOMMITTED] = "sent back to committee@",
    [EG_EV_DISCHARGED] = "discharged from committee@",
    [EG_EV_SUBSTITUTED] = "a substitute taken@",
    [EG_EV_AMENDED] = "amended@",
    [EG_EV_PASSED] = "passed^",
    [EG_EV_FAILED] = "failed@",
    [EG_EV_RECONSIDERED] = "reconsidered@",
    [EG_EV_CONCURRED] = "concurred in@",
    [EG_EV_NONCONCURRED] = "not concurred in@",
    [EG_EV_CONFERENCE] = "sent to conference",
    [EG_EV_ENROLLED] = "enrolled",
    [EG_EV_PRESENTED] = "presented to the executive",
    [EG_EV_SIGNED] = "signed",
    [EG_EV_BECAME_LAW_UNSIGNED] = "became law without signature",
    [EG_EV_VETOED] = "vetoed",
    [EG_EV_ITEM_VETOED] = "vetoed in part",
    [EG_EV_RETURNED_WITH_AMENDMENTS] = "returned by the executive with amendments",
    [EG_EV_OVERRIDDEN] = "veto overridden@",
    [EG_EV_OVERRIDE_FAILED] = "veto sustained@",
    [EG_EV_FILED_WITH_SECRETARY] = "filed with the secretary of state",
    [EG_EV_TRANSMITTED] = "transmitted",
    [EG_EV_PUT_ON_BALLOT] = "put on the ballot",
    [EG_EV_APPROVED_BY_VOTERS] = "approved by the voters",
    [EG_EV_REJECTED_BY_VOTERS] = "rejected by the voters",
    [EG_EV_CARRIED_OVER] = "carried over",
    [EG_EV_ABSORBED] = "absorbed into another bill",
    [EG_EV_WITHDRAWN] = "withdrawn",
    [EG_EV_DIED] = "died@",
    [EG_EV_CHAPTERED] = "chaptered",
    [EG_EV_TOOK_EFFECT] = "took effect",
    [EG_EV_CONDITION_MET] = "its condition met",
    [EG_EV_SUNSET] = "ended by its own terms",
    [EG_EV_ENJOINED] = "enjoined by a court",
    [EG_EV_INJUNCTION_LIFTED] = "injunction lifted",
    [EG_EV_STRUCK_DOWN] = "struck down by a court",
    [EG_EV_REPEALED] = "repealed",
    [EG_EV_RESCINDED] = "rescinded",
    [EG_EV_WITHDRAWAL_NOTICED] = "notice of withdrawal given",
    [EG_EV_WITHDREW] = "withdrew",
    [EG_EV_CORRECTED] = "a record corrected",
};

static void
chamber_name(struct eg_buf *out, unsigned chamber, const struct eg_passage *rules)
{
	if (rules->unicameral || chamber == EG_CHAMBER_SINGLE)
		eg_buf_puts(out, "the legislature");
	else if (chamber == EG_CHAMBER_BOTH)
		eg_buf_puts(out, "both chambers");
	else if (chamber == EG_CHAMBER_LOWER)
		eg_buf_printf(out, "the %s", rules->lower[0] != '\0' ? rules->lower : "House");
	else
		eg_buf_printf(out, "the %s", rules->upper[0] != '\0' ? rules->upper : "Senate");
}

void
eg_event_words(struct eg_buf *out, enum eg_event_kind kind, unsigned chamber,
    const struct eg_passage *rules, struct eg_str yeas, struct eg_str nays)
{
	const char *w = words[kind];
	size_t n = strcspn(w, "@^");

	eg_buf_add(out, w, n);
	if (w[n] != '\0' && chamber != EG_CHAMBER_NONE) {
		eg_buf_puts(out, w[n] == '^' ? " " : " in ");
		chamber_name(out, chamber, rules);
	}
	if (yeas.n > 0) {
		eg_buf_puts(out, ", ");
		eg_buf_str(out, yeas);
		eg_buf_putc(out, '-');
		eg_buf_str(out, nays.n > 0 ? nays : EG_STR("?"));
	}
}

const char *
eg_stage_words(enum eg_stage s)
{
	static const char *const text[EG_STAGES] = {
	    [EG_STAGE_NONE] = "nothing recorded",
	    [EG_STAGE_DRAFTED] = "drafted",
	    [EG_STAGE_PREFILED] = "prefiled",
	    [EG_STAGE_INTRODUCED] = "introduced",
	    [EG_STAGE_IN_COMMITTEE] = "in committee",
	    [EG_STAGE_REPORTED] = "reported by committee",
	    [EG_STAGE_PASSED_FIRST] = "passed by one chamber",
	    [EG_STAGE_PASSED_SECOND_AMENDED] = "passed in different forms",
	    [EG_STAGE_PASSED_BOTH] = "passed by the legislature",
	    [EG_STAGE_ENROLLED] = "enrolled",
	    [EG_STAGE_WITH_EXECUTIVE] = "before the executive",
	    [EG_STAGE_VETOED] = "vetoed",
	    [EG_STAGE_ON_BALLOT] = "before the voters",
	    [EG_STAGE_IN_REVIEW] = "before Congress",
	    [EG_STAGE_ENACTED] = "enacted",
	    [EG_STAGE_ADOPTED] = "adopted",
	    [EG_STAGE_FAILED] = "voted down",
	    [EG_STAGE_WITHDRAWN] = "withdrawn",
	    [EG_STAGE_ABSORBED] = "absorbed into another bill",
	    [EG_STAGE_DIED] = "died without a decision",
	    [EG_STAGE_VETOED_FINAL] = "vetoed, and the veto stood",
	    [EG_STAGE_REJECTED_BY_VOTERS] = "rejected by the voters",
	};

	return text[s];
}

const char *
eg_legal_words(enum eg_legal l)
{
	static const char *const text[EG_LEGALS] = {
	    [EG_LEGAL_NONE] = "",
	    [EG_LEGAL_PENDING_DATE] = "not yet in effect",
	    [EG_LEGAL_PENDING_THRESHOLD] = "waits for the threshold",
	    [EG_LEGAL_IN_EFFECT] = "in effect",
	    [EG_LEGAL_ENJOINED] = "enjoined",
	    [EG_LEGAL_STRUCK_DOWN] = "struck down",
	    [EG_LEGAL_SUNSET] = "ended by its own terms",
	    [EG_LEGAL_REPEALED] = "repealed",
	    [EG_LEGAL_RESCINDED] = "rescinded",
	    [EG_LEGAL_WITHDRAWING] = "withdrawing",
	    [EG_LEGAL_WITHDRAWN] = "withdrawn",
	};

	return text[l];
}
