/* The numbers of a vote, out of the line that tells of it. */
#include "track/import_rows.h"

#include <string.h>
#include <strings.h>

static const char *
number_in(const char *p, const char *end, struct eg_str *out)
{
	while (p < end && (*p == ' ' || *p == ':' || *p == ',' || *p == '-' || *p == '.'))
		p++;
	out->p = p;
	while (p < end && *p >= '0' && *p <= '9')
		p++;
	out->n = (size_t)(p - out->p);
	return p;
}

void
eg_rows__vote(struct eg_str s, struct eg_str *yeas, struct eg_str *nays)
{
	static const char *const words[] = {"yeas", "ayes", "yea", "aye"};
	const char *end = s.p + s.n;

	*yeas = *nays = (struct eg_str){NULL, 0};
	for (const char *p = s.p; p + 6 < end; p++)
		for (size_t k = 0; k < EG_COUNT(words); k++) {
			size_t n = strlen(words[k]);
			const char *q;

			if ((*p | 0x20) != *words[k] || strncasecmp(p, words[k], n) != 0)
				continue;
			q = number_in(p + n, end, yeas);
			if (yeas->n == 0 || yeas->n > 3)
				continue;
			for (; q + 3 < end; q++)
				if (strncasecmp(q, "nay", 3) == 0 ||
				    strncasecmp(q, "noe", 3) == 0) {
					q += q + 3 < end && (q[3] == 's' || q[3] == 'S') ? 4 : 3;
					(void)number_in(q, end, nays);
					break;
				}
			if (nays->n == 0 || nays->n > 3)
				*yeas = *nays = (struct eg_str){NULL, 0};
			return;
		}
}

bool
eg_rows__is_vote(enum eg_event_kind k)
{
	return k == EG_EV_PASSED || k == EG_EV_FAILED || k == EG_EV_OVERRIDDEN ||
	       k == EG_EV_OVERRIDE_FAILED || k == EG_EV_CONCURRED;
}
