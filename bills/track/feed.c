/* Atom and iCalendar: the two forms in which others follow a campaign. */
#include "track/track_private.h"

#include "base/time.h"

#include <engross/follow.h>
#include <string.h>

void
eg_follow_text(struct eg_buf *out, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c == '&')
			eg_buf_puts(out, "&amp;");
		else if (c == '<')
			eg_buf_puts(out, "&lt;");
		else if (c == '>')
			eg_buf_puts(out, "&gt;");
		else if (c == '"')
			eg_buf_puts(out, "&quot;");
		else if (c >= 0x20 || c == '\n' || c == '\t')
			eg_buf_putc(out, (char)c);
	}
}

static void
element(struct eg_buf *out, const char *name, const char *text)
{
	eg_buf_printf(out, "<%s>", name);
	eg_follow_text(out, text, strlen(text));
	eg_buf_printf(out, "</%s>\n", name);
}

void
eg_atom_begin(struct eg_buf *out, const char *id, const char *title, const char *updated)
{
	eg_buf_puts(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
			 "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
	element(out, "id", id);
	element(out, "title", title);
	element(out, "updated", updated);
	eg_buf_puts(out, "<author><name>engross</name></author>\n");
}

void
eg_atom_entry(struct eg_buf *out, const struct eg_atom_entry *e)
{
	eg_buf_puts(out, "<entry>\n");
	element(out, "id", e->id);
	element(out, "title", e->title);
	element(out, "updated", e->updated);
	if (e->link != NULL) {
		eg_buf_puts(out, "<link href=\"");
		eg_follow_text(out, e->link, strlen(e->link));
		eg_buf_puts(out, "\"/>\n");
	}
	element(out, "summary", e->summary);
	eg_buf_puts(out, "</entry>\n");
}

void
eg_atom_end(struct eg_buf *out)
{
	eg_buf_puts(out, "</feed>\n");
}

/* ---- iCalendar ---- */

/* A content line, folded so that none has more than 75 bytes, never inside a character. */
static void
ics_line(struct eg_buf *out, const char *name, const char *text)
{
	size_t room = 75 - strlen(name) - 1;

	eg_buf_printf(out, "%s:", name);
	for (const char *p = text; *p != '\0';) {
		char one[8];
		size_t n = 1;

		if (*p == '\\' || *p == ';' || *p == ',') {
			one[0] = '\\';
			one[1] = *p++;
			n = 2;
		} else if (*p == '\n') {
			memcpy(one, "\\n", 2);
			n = 2;
			p++;
		} else {
			one[0] = *p++;
			while (((unsigned char)*p & 0xC0) == 0x80 && n < 4)
				one[n++] = *p++;
		}
		if ((unsigned char)one[0] < 0x20)
			continue;
		if (n > room) {
			eg_buf_puts(out, "\r\n ");
			room = 74;
		}
		eg_buf_add(out, one, n);
		room -= n;
	}
	eg_buf_puts(out, "\r\n");
}

static void
ics_day(struct eg_buf *out, const char *name, int32_t day)
{
	struct eg_date d = eg_date_from_days(day);

	eg_buf_printf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, d.year, d.month, d.day);
}

void
eg_deadlines_ics(const struct eg_deadlines *d, const char *name, struct eg_buf *out)
{
	struct eg_date stamp = eg_date_from_days(d->as_of);

	eg_buf_puts(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//engross//deadlines//EN\r\n"
			 "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
	ics_line(out, "X-WR-CALNAME", name);
	for (size_t i = 0; i < d->n; i++) {
		const struct eg_deadline *v = &d->v[i];
		uint64_t h = eg_track__hash(
		    v->bills, strlen(v->bills), (uint64_t)v->jurisdiction << 8 | (uint64_t)v->kind);
		struct eg_buf text = EG_BUF_INIT;

		h = eg_track__hash(v->session, strlen(v->session), h ^ v->event);
		eg_buf_puts(out, "BEGIN:VEVENT\r\n");
		eg_buf_printf(out, "UID:%016llx@engross\r\n", (unsigned long long)h);
		eg_buf_printf(
		    out, "DTSTAMP:%04d%02d%02dT000000Z\r\n", stamp.year, stamp.month, stamp.day);
		ics_day(out, "DTSTART", v->day);
		ics_day(out, "DTEND", v->day + 1);
		eg_buf_printf(&text, "%s%s%s: %s", eg_postal[v->jurisdiction],
		    v->bills[0] != '\0' ? " " : "", v->bills, eg_deadline_name(v->kind));
		ics_line(out, "SUMMARY", eg_buf_cstr(&text));
		eg_buf_reset(&text);
		eg_buf_printf(&text, "%s\n%s", v->what, v->templates);
		ics_line(out, "DESCRIPTION", eg_buf_cstr(&text));
		eg_buf_puts(out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
		eg_buf_clear(&text);
	}
	eg_buf_puts(out, "END:VCALENDAR\r\n");
}
