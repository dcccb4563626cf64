/* The columns of a sheet: what their headings mean, what --map says they mean. */
#include "track/sheet.h"

#include "base/nearest.h"

#include <ctype.h>
#include <string.h>

/* What a field's name (or an event's, perhaps "passed:lower") makes of a column. */
static bool
set_role(struct eg_sheet__column *c, const char *field, struct eg_arena *a)
{
	char event[64];
	size_t n = strcspn(field, ":");
	enum eg_event_kind k;
	unsigned bits;

	if (*field == '\0' || strcmp(field, "-") == 0) {
		c->role = EG_ROLE_IGNORED;
		return true;
	}
	if (strcmp(field, "status") == 0 || strcmp(field, "event") == 0 ||
	    strcmp(field, "stage") == 0) {
		c->role = EG_ROLE_STATUS;
		return true;
	}
	if (strcmp(field, "how") == 0) {
		c->role = EG_ROLE_HOW;
		return true;
	}
	if (strcmp(field, "version") == 0) {
		c->role = EG_ROLE_VERSION;
		return true;
	}
	if (strcmp(field, "state") == 0)
		field = "jurisdiction";
	for (size_t f = EG_F_DATE; f < EG_FIELDS; f++) {
		if (strcmp(field, eg_field_names[f]) == 0 && f != EG_F_RECORDED &&
		    f != EG_F_CORRECTS) {
			c->role = EG_ROLE_FIELD;
			c->field = (enum eg_field)f;
			return true;
		}
	}
	if (n >= sizeof(event))
		return false;
	memcpy(event, field, n);
	event[n] = '\0';
	if (!eg_event_find(eg_str(event), &k) ||
	    (field[n] == ':' && !eg_chamber_find(eg_str(field + n + 1), &bits)))
		return false;
	c->role = EG_ROLE_EVENT_DATE;
	c->event = eg_event_name(k);
	c->chamber = field[n] == ':' ? eg_arena_strdup(a, field + n + 1) : "";
	return true;
}

static bool
same_heading(const char *a, const char *b)
{
	for (; *a != '\0' && *b != '\0'; a++, b++)
		if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
			return false;
	return *a == *b;
}

static enum eg_rc
apply_map(struct eg_sheet *s, struct eg_err *err)
{
	const char *const *m = s->opt->map;

	for (; m != NULL && m[0] != NULL; m += 2) {
		const char *names[EG_SHEET_COLUMNS];
		const char *near;
		bool found = false;

		for (size_t i = 0; i < s->n; i++) {
			names[i] = s->col[i].name;
			if (!same_heading(s->col[i].name, m[0]))
				continue;
			found = true;
			s->col[i].mapped = true;
			if (set_role(&s->col[i], m[1], s->out->arena))
				continue;
			eg_err_set(err, EG_ERR_USAGE, "--map %s=%s: '%s' is no field and no event",
			    m[0], m[1], m[1]);
			eg_err_hint(err, "jurisdiction, bill, session, status, date, version, "
					 "source, note, chamber …, or an event such as signed");
			return EG_ERR_USAGE;
		}
		if (found)
			continue;
		near = eg_nearest(m[0], names, s->n);
		eg_err_set(err, EG_ERR_USAGE, "--map %s=%s: %s has no column '%s'", m[0], m[1],
		    s->name, m[0]);
		if (near != NULL)
			eg_err_hint(err, "did you mean '%s'?", near);
		return EG_ERR_USAGE;
	}
	return EG_OK;
}

static bool
same_role(const struct eg_sheet__column *a, const struct eg_sheet__column *b)
{
	return a->role == b->role && (a->role != EG_ROLE_FIELD || a->field == b->field) &&
	       (a->role != EG_ROLE_EVENT_DATE ||
		   (a->event == b->event && strcmp(a->chamber, b->chamber) == 0));
}

enum eg_rc
eg_sheet__headings(struct eg_sheet *s, const struct eg_csv *c, struct eg_err *err)
{
	enum eg_rc rc;

	if (c->n_fields > EG_SHEET_COLUMNS)
		return eg_err_at(err, EG_ERR_LIMIT, s->name, 1, 0, "more than %d columns",
		    (int)EG_SHEET_COLUMNS);
	s->n = c->n_fields;
	for (size_t i = 0; i < s->n; i++) {
		const char *meant = eg_sheet__heading(c->field[i]);
		struct eg_str words, day;

		s->col[i] = (struct eg_sheet__column){EG_ROLE_IGNORED, EG_F_ID, NULL, "",
		    eg_arena_str(s->out->arena, c->field[i]), false, NULL};
		if (meant == NULL && eg_sheet__as_of(c->field[i], &words, &day)) {
			meant = eg_sheet__heading(words);
			s->col[i].as_of = eg_arena_str(s->out->arena, day);
		}
		if (meant != NULL)
			(void)set_role(&s->col[i], meant, s->out->arena);
	}
	if ((rc = apply_map(s, err)) != EG_OK)
		return rc;
	s->out->ignored = eg_arena_calloc(s->out->arena, s->n + 1, sizeof(*s->out->ignored));
	for (size_t i = 0; i < s->n; i++)
		if (s->col[i].role == EG_ROLE_IGNORED && !s->col[i].mapped &&
		    s->col[i].name[0] != '\0')
			s->out->ignored[s->out->n_ignored++] = s->col[i].name;
	/* of two columns that mean one thing a mapped one wins, else the first */
	for (size_t i = 0; i < s->n; i++) {
		for (size_t j = 0; j < s->n; j++) {
			if (i == j || s->col[i].role == EG_ROLE_IGNORED ||
			    !same_role(&s->col[i], &s->col[j]))
				continue;
			if (s->col[i].mapped > s->col[j].mapped ||
			    (s->col[i].mapped == s->col[j].mapped && i < j))
				s->col[j].role = EG_ROLE_IGNORED;
		}
	}
	return EG_OK;
}

const struct eg_sheet__column *
eg_sheet__column(
    const struct eg_sheet *s, enum eg_sheet__role role, enum eg_field field, size_t *at)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->col[i].role == role && (role != EG_ROLE_FIELD || s->col[i].field == field)) {
			*at = i;
			return &s->col[i];
		}
	}
	return NULL;
}

enum eg_rc
eg_sheet__check(const struct eg_sheet *s, struct eg_err *err)
{
	size_t at;

	if (eg_sheet__column(s, EG_ROLE_FIELD, EG_F_JURISDICTION, &at) == NULL) {
		eg_err_at(
		    err, EG_ERR_DATA, s->name, 1, 0, "no column says which state a row is about");
		eg_err_hint(err, "--map 'COLUMN=jurisdiction'");
		return EG_ERR_DATA;
	}
	if (eg_sheet__column(s, EG_ROLE_STATUS, EG_F_ID, &at) == NULL &&
	    eg_sheet__column(s, EG_ROLE_EVENT_DATE, EG_F_ID, &at) == NULL) {
		eg_err_at(err, EG_ERR_DATA, s->name, 1, 0, "no column says what happened");
		eg_err_hint(err, "--map 'COLUMN=status', or a date column to its event: --map "
				 "'Signed on=signed'");
		return EG_ERR_DATA;
	}
	if (eg_sheet__column(s, EG_ROLE_STATUS, EG_F_ID, &at) != NULL && s->as_of == NULL &&
	    s->col[at].as_of == NULL &&
	    eg_sheet__column(s, EG_ROLE_FIELD, EG_F_DATE, &at) == NULL &&
	    eg_sheet__column(s, EG_ROLE_FIELD, EG_F_PUBLISHED, &at) == NULL) {
		eg_err_at(err, EG_ERR_DATA, s->name, 1, 0, "no column says when");
		eg_err_hint(err, "--map 'COLUMN=date' for the day it happened, --map "
				 "'COLUMN=published' for the day it was known; or head the column "
				 "'Status as of 2026-03-14'");
		return EG_ERR_DATA;
	}
	if (s->opt->template_name[0] == '\0' &&
	    eg_sheet__column(s, EG_ROLE_FIELD, EG_F_TEMPLATE, &at) == NULL &&
	    eg_sheet__column(s, EG_ROLE_FIELD, EG_F_BILL, &at) == NULL) {
		eg_err_at(err, EG_ERR_DATA, s->name, 1, 0,
		    "neither a column of bills nor a template to count the rows for");
		eg_err_hint(err, "--template NAME");
		return EG_ERR_DATA;
	}
	return EG_OK;
}
