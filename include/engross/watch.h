/*
 * Which bills matter: the watch list, tracking/watch.csv, a row each.
 *
 * A row is a pattern (a template with a title pattern or a subject, perhaps for one jurisdiction
 * only), or a decision about one bill: `watch` (a person accepted it, or named it) or `declined`
 * (not to be proposed again). The newest decision about a bill counts.
 *
 *	struct eg_watches *w;
 *	eg_watches_parse(bytes, n, EG_WATCH_PATH, &w, &err);
 *	size_t n = eg_watches_match(w, &bill, hit, 16);
 */
#ifndef ENGROSS_WATCH_H
#define ENGROSS_WATCH_H

#include <engross/track.h>

#define EG_WATCH_PATH "tracking/watch.csv"
extern const char eg_watch_header[];

struct eg_watch { /* texts never NULL */
	const char *template_name;
	const char *jurisdiction, *session, *bill; /* "" in a pattern for all */
	const char *title; /* PCRE2, letters of either case */
	const char *subject; /* compared without regard to case */
	const char *decision; /* "watch", "declined"; "" in a pattern */
	const char *note, *recorded;
};

struct eg_watches;

/* EG_ERR_DATA with line: no template, an unknown word, a pattern that PCRE2 refuses. Empty bytes
 * are an empty list. *out is the caller's: eg_watches_free(). */
enum eg_rc eg_watches_parse(const char *p, size_t n, const char *name, struct eg_watches **out,
    struct eg_err *err) EG_MUST_CHECK;
void eg_watches_free(struct eg_watches *w);
const struct eg_watch *eg_watches_at(const struct eg_watches *w, size_t *n);
/* The file with the row appended; a row that says the same as the newest one on its matter is left
 * out (*added false). EG_ERR_DATA as above. */
enum eg_rc eg_watches_append(const char *old, size_t old_n, const struct eg_watch *row,
    struct eg_buf *out, bool *added, struct eg_err *err) EG_MUST_CHECK;

enum eg_watch_verdict { EG_WATCH_PROPOSED, EG_WATCH_WATCHED, EG_WATCH_DECLINED };

struct eg_watch_bill {
	int jurisdiction; /* index in eg_postal */
	struct eg_str session, bill, title;
	const struct eg_str *subject;
	size_t n_subjects;
};

struct eg_watch_hit {
	const char *template_name; /* borrowed from the list */
	enum eg_watch_verdict verdict;
	const struct eg_watch *by; /* the row that says so */
};

/* What the list says of a bill, once each template: at most `most` hits into hit; returns how
 * many. A pattern that takes too long on a title (a hostile one) is as if it did not match. */
size_t eg_watches_match(const struct eg_watches *w, const struct eg_watch_bill *b,
    struct eg_watch_hit *hit, size_t most);

#endif
