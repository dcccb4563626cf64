/*
 * What is published: the briefing that goes into an e-mail, and the site of a bill repository.
 *
 * A site is a folder of plain pages that open from the disk: no server, no network, no script
 * needed. It carries what the repository's tracking says, and nothing of private/.
 */
#ifndef ENGROSS_SITE_H
#define ENGROSS_SITE_H

#include <engross/compare.h>
#include <engross/follow.h>
#include <engross/form.h>

/* ---- the briefing ---- */

/* "engross: what changed since 17 November 2026" as one HTML page by state: styles inside, no
 * script, so that it can be pasted into an e-mail. passages gives the chambers' names. */
void eg_briefing_html(
    const struct eg_news *n, const struct eg_passages *passages, struct eg_buf *out);
/* The same words as plain text. */
void eg_briefing_text(
    const struct eg_news *n, const struct eg_passages *passages, struct eg_buf *out);
/* The same words as a Word document. EG_ERR_LIBRARY where libzip is missing. */
enum eg_rc eg_briefing_docx(const struct eg_news *n, const struct eg_passages *passages,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;
/* An Atom feed: an entry each event, and each stage that the calendar computed. */
void eg_briefing_atom(
    const struct eg_news *n, const struct eg_passages *passages, struct eg_buf *out);

/* ---- the site ---- */

struct eg_site_options {
	int32_t as_of; /* the day shown: the tracking's */
	const char *title; /* NULL: the repository's name */
	const char *updated; /* "2026-11-24T06:00:00Z" for the feed */
	bool live; /* made by `serve`: pages say so */
};

/* Receives each file of the site: a relative path with '/', its bytes. */
typedef enum eg_rc eg_site_write_fn(
    void *ctx, const char *path, const char *p, size_t n, struct eg_err *err);

/* Make every file of the site from the tracking (opened by the caller for the day shown): pages,
 * style.css, feed.atom, calendar.ics, data.csv, data.json. The same input gives the same bytes.
 * Only bills that carry a template are shown. EG_ERR_DATA for a log that cannot be read. */
enum eg_rc eg_site_make(struct eg_repo *r, struct eg_tracking *t, const struct eg_site_options *opt,
    eg_site_write_fn *write, void *ctx, struct eg_err *err) EG_MUST_CHECK;

/* ---- serving ---- */

/* An answer to a request; bytes are borrowed until the next call. */
struct eg_site_answer {
	const char *p;
	size_t n;
	const char *type; /* "text/html; charset=utf-8" */
};
/* Called for each GET and HEAD with a path below the root ("index.html", "states/UT.html"), from
 * the server's threads, one at a time. False: there is no such page. */
typedef bool eg_site_answer_fn(void *ctx, const char *path, struct eg_site_answer *out);

struct eg_site_server;
/* Answer on 127.0.0.1 and, where there is one, ::1, and on nothing else. port 0: any that is free.
 * Only GET and HEAD; a request whose Host is no name of this machine's loopback is refused
 * (another site's page cannot read it by way of a name of its own). libmicrohttpd is loaded on
 * first use: EG_ERR_LIBRARY; EG_ERR_SYSTEM where the port is taken. *out is the caller's:
 * eg_site_server_stop(). */
enum eg_rc eg_site_server_start(uint16_t port, eg_site_answer_fn *answer, void *ctx,
    struct eg_site_server **out, struct eg_err *err) EG_MUST_CHECK;
uint16_t eg_site_server_port(const struct eg_site_server *s);
void eg_site_server_stop(struct eg_site_server *s);

#endif
