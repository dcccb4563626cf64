/* The words that people write in sheets: statuses, names of places, headings of columns. */
#include "track/sheet.h"

#include "base/utf8.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Letters and digits in lower case, words one space apart. */
static void
plain(struct eg_str s, char *out, size_t out_bytes)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n && n + 2 < out_bytes; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (isalnum(c))
			out[n++] = (char)tolower(c);
		else if (c != '\'' && c != '.' && c < 128 && n > 0 && out[n - 1] != ' ')
			out[n++] = ' ';
	}
	while (n > 0 && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
}

static const struct {
	const char *words, *event, *chamber;
} statuses[] = {
    {"", NULL, NULL},
    {"none", NULL, NULL},
    {"na", NULL, NULL},
    {"n a", NULL, NULL},
    {"no", NULL, NULL},
    {"no bill", NULL, NULL},
    {"not introduced", NULL, NULL},
    {"not filed", NULL, NULL},
    {"no action", NULL, NULL},
    {"drafted", NULL, NULL},
    {"drafting", NULL, NULL},
    {"planned", NULL, NULL},
    {"pre filed", "prefiled", ""},
    {"filed", "introduced", ""},
    {"in committee", "referred", ""},
    {"referred to committee", "referred", ""},
    {"committee", "referred", ""},
    {"hearing held", "heard", ""},
    {"hearing", "heard", ""},
    {"out of committee", "reported", ""},
    {"passed committee", "reported", ""},
    {"reported favorably", "reported", ""},
    {"reported from committee", "reported", ""},
    {"passed house", "passed", "lower"},
    {"passed assembly", "passed", "lower"},
    {"passed lower", "passed", "lower"},
    {"passed the house", "passed", "lower"},
    {"passed lower chamber", "passed", "lower"},
    {"passed senate", "passed", "upper"},
    {"passed the senate", "passed", "upper"},
    {"passed upper", "passed", "upper"},
    {"passed upper chamber", "passed", "upper"},
    {"passed first", "passed", ""},
    {"passed first chamber", "passed", ""},
    {"passed one chamber", "passed", ""},
    {"crossed over", "passed", ""},
    {"passed both", "passed", "both"},
    {"passed both chambers", "passed", "both"},
    {"passed both houses", "passed", "both"},
    {"passed legislature", "passed", "both"},
    {"passed council", "passed", "both"},
    {"adopted", "passed", "both"},
    {"adopted by both chambers", "passed", "both"},
    {"application adopted", "passed", "both"},
    {"sent to governor", "presented", ""},
    {"to governor", "presented", ""},
    {"with governor", "presented", ""},
    {"with executive", "presented", ""},
    {"on governors desk", "presented", ""},
    {"governors desk", "presented", ""},
    {"awaiting signature", "presented", ""},
    {"awaiting governor", "presented", ""},
    {"enacted", "chaptered", ""},
    {"law", "chaptered", ""},
    {"became law", "chaptered", ""},
    {"now law", "chaptered", ""},
    {"joined", "chaptered", ""},
    {"member", "chaptered", ""},
    {"signed into law", "signed", ""},
    {"signed by governor", "signed", ""},
    {"signed by the governor", "signed", ""},
    {"approved by governor", "signed", ""},
    {"law without signature", "became-law-unsigned", ""},
    {"became law without signature", "became-law-unsigned", ""},
    {"unsigned", "became-law-unsigned", ""},
    {"veto", "vetoed", ""},
    {"veto overridden", "overridden", "both"},
    {"override", "overridden", "both"},
    {"overridden", "overridden", "both"},
    {"veto sustained", "override-failed", ""},
    {"vetoed final", "override-failed", ""},
    {"defeated", "failed", ""},
    {"killed", "failed", ""},
    {"rejected", "failed", ""},
    {"failed in committee", "killed-in-committee", ""},
    {"killed in committee", "killed-in-committee", ""},
    {"postponed indefinitely", "failed", ""},
    {"dead", "died", ""},
    {"died in committee", "died", ""},
    {"session ended", "died", ""},
    {"merged", "absorbed", ""},
    {"on ballot", "put-on-ballot", ""},
    {"on the ballot", "put-on-ballot", ""},
    {"ballot approved", "approved-by-voters", ""},
    {"ballot failed", "rejected-by-voters", ""},
    {"in effect", "took-effect", ""},
    {"effective", "took-effect", ""},
    {"in force", "took-effect", ""},
    {"expired", "sunset", ""},
    {"struck", "struck-down", ""},
    {"withdrawing", "withdrawal-noticed", ""},
    {"withdrawn from compact", "withdrew", ""},
    {"left", "withdrew", ""},
    {"exited", "withdrew", ""},
};

bool
eg_sheet__status(struct eg_str phrase, struct eg_sheet__said *out)
{
	char words[80], dashed[80];
	enum eg_event_kind k;

	if (phrase.n >= sizeof(words) - 2)
		return false;
	plain(phrase, words, sizeof(words));
	for (size_t i = 0; i < EG_COUNT(statuses); i++) {
		if (strcmp(words, statuses[i].words) == 0) {
			*out = (struct eg_sheet__said){statuses[i].event, statuses[i].chamber};
			return true;
		}
	}
	memcpy(dashed, words, sizeof(dashed));
	for (char *p = dashed; *p != '\0'; p++)
		*p = *p == ' ' ? '-' : *p;
	if (!eg_event_find(eg_str(dashed), &k) || k == EG_EV_CORRECTED)
		return false;
	*out = (struct eg_sheet__said){eg_event_name(k), ""};
	return true;
}

int
eg_sheet__jurisdiction(struct eg_str text)
{
	char words[80], name[80];

	while (text.n > 0 && (unsigned char)text.p[0] <= ' ') {
		text.p++;
		text.n--;
	}
	while (text.n > 0 && (unsigned char)text.p[text.n - 1] <= ' ')
		text.n--;
	if (text.n == 2)
		return eg_postal_index(text.p, 2);
	if (text.n == 0 || text.n >= sizeof(words) - 2)
		return -1;
	plain(text, words, sizeof(words));
	if (strcmp(words, "dc") == 0 || strcmp(words, "washington dc") == 0)
		return eg_postal_index("DC", 2);
	if (strcmp(words, "virgin islands") == 0 || strcmp(words, "us virgin islands") == 0)
		return eg_postal_index("VI", 2);
	for (int i = 0; i < EG_JURISDICTIONS; i++) {
		plain(eg_str(eg_postal_name(eg_postal[i])), name, sizeof(name));
		if (strcmp(words, name) == 0)
			return i;
	}
	return -1;
}

static const struct {
	const char *heading, *field;
} headings[] = {
    {"state", "jurisdiction"},
    {"jurisdiction", "jurisdiction"},
    {"st", "jurisdiction"},
    {"postal", "jurisdiction"},
    {"state name", "jurisdiction"},
    {"bill", "bill"},
    {"bill number", "bill"},
    {"bill no", "bill"},
    {"bill numbers", "bill"},
    {"bill s", "bill"},
    {"number", "bill"},
    {"measure", "bill"},
    {"legislation", "bill"},
    {"session", "session"},
    {"legislative session", "session"},
    {"status", "status"},
    {"stage", "status"},
    {"how", "how"},
    {"current status", "status"},
    {"bill status", "status"},
    {"latest status", "status"},
    {"event", "status"},
    {"date", "date"},
    {"as of", "published"},
    {"status as of", "published"},
    {"as of date", "published"},
    {"updated", "published"},
    {"last updated", "published"},
    {"checked", "published"},
    {"last checked", "published"},
    {"status date", "date"},
    {"date of status", "date"},
    {"last action date", "date"},
    {"action date", "date"},
    {"chamber", "chamber"},
    {"template", "template"},
    {"model", "template"},
    {"campaign", "template"},
    {"version", "version"},
    {"model version", "version"},
    {"template version", "version"},
    {"instrument", "instrument"},
    {"type", "instrument"},
    {"yeas", "yeas"},
    {"nays", "nays"},
    {"ayes", "yeas"},
    {"noes", "nays"},
    {"note", "note"},
    {"notes", "note"},
    {"comment", "note"},
    {"comments", "note"},
    {"source", "source"},
    {"link", "source"},
    {"url", "source"},
    {"source kind", "source-kind"},
    {"text", "text"},
    {"last action", "text"},
    {"published", "published"},
    {"introduced date", "introduced"},
    {"date introduced", "introduced"},
    {"passed house", "passed:lower"},
    {"house passed", "passed:lower"},
    {"passed assembly", "passed:lower"},
    {"date passed house", "passed:lower"},
    {"passed senate", "passed:upper"},
    {"senate passed", "passed:upper"},
    {"date passed senate", "passed:upper"},
    {"effective", "took-effect"},
    {"date signed", "signed"},
    {"signed date", "signed"},
    {"effective date", "took-effect"},
    {"date effective", "took-effect"},
};

const char *
eg_sheet__heading(struct eg_str heading)
{
	char words[80], dashed[80];
	enum eg_event_kind k;

	if (heading.n >= sizeof(words) - 2)
		return NULL;
	plain(heading, words, sizeof(words));
	for (size_t i = 0; i < EG_COUNT(headings); i++)
		if (strcmp(words, headings[i].heading) == 0)
			return headings[i].field;
	memcpy(dashed, words, sizeof(dashed));
	for (char *p = dashed; *p != '\0'; p++)
		*p = *p == ' ' ? '-' : *p;
	return eg_event_find(eg_str(dashed), &k) && k != EG_EV_CORRECTED ? eg_event_name(k) : NULL;
}

static struct eg_str
without(struct eg_str s, const char *ends)
{
	while (s.n > 0 && strchr(ends, s.p[0]) != NULL)
		s.p++, s.n--;
	while (s.n > 0 && strchr(ends, s.p[s.n - 1]) != NULL)
		s.n--;
	return s;
}

bool
eg_sheet__as_of(struct eg_str heading, struct eg_str *words, struct eg_str *day)
{
	static const char mark[] = "as of ";
	size_t k = sizeof(mark) - 1;

	for (size_t i = 0; i + k < heading.n; i++) {
		if ((i > 0 && isalnum((unsigned char)heading.p[i - 1])) ||
		    strncasecmp(heading.p + i, mark, k) != 0)
			continue;
		*words = without((struct eg_str){heading.p, i}, " \t,;:([-");
		*day = without((struct eg_str){heading.p + i + k, heading.n - i - k}, " \t:.)]");
		return day->n > 0;
	}
	return false;
}

enum eg_rc
eg_sheet__utf8(const char *p, size_t n, const char *name, struct eg_buf *out, struct eg_err *err)
{
	static const uint16_t high[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
	    0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018,
	    0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153,
	    0xFFFD, 0x017E, 0x0178};

	if (n >= 8 && memcmp(p, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0) {
		eg_err_at(err, EG_ERR_DATA, name, 0, 0,
		    "this is an old .xls workbook, or one with a password");
		eg_err_hint(err, "save the sheet as .xlsx without a password, or as 'CSV UTF-8'");
		return EG_ERR_DATA;
	}
	if (n >= 2 && (memcmp(p, "\xFF\xFE", 2) == 0 || memcmp(p, "\xFE\xFF", 2) == 0 ||
			  memcmp(p, "PK", 2) == 0)) {
		eg_err_at(err, EG_ERR_DATA, name, 0, 0,
		    *p == 'P' ? "this is a workbook or an archive, not CSV"
			      : "this is UTF-16, not UTF-8");
		eg_err_hint(err, "save the sheet as 'CSV UTF-8'");
		return EG_ERR_DATA;
	}
	if (memchr(p, '\0', n) != NULL)
		return eg_err_at(
		    err, EG_ERR_DATA, name, 0, 0, "this is not text: it holds NUL bytes");
	if (eg_utf8_valid(p, n) == n) {
		eg_buf_add(out, p, n);
		return eg_buf_ok(out, err);
	}
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		eg_buf_utf8(out, c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c);
	}
	return eg_buf_ok(out, err);
}
