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

#endif
