/* Electoral votes by census: a state's weight is the one that was in force on the day asked about.
 * The newest census is the profiles', so that a correction there holds. */
#include "track/track_private.h"

#include "base/builtin.h"
#include "base/csv.h"

#include <stdlib.h>
#include <string.h>

enum { CENSUSES = 8 };

struct eg_weights {
	size_t n;
	int year[CENSUSES];
	int32_t since[CENSUSES];
	int votes[CENSUSES][EG_JURISDICTIONS];
};

static enum eg_rc
read_row(struct eg_weights *w, const struct eg_csv *c, struct eg_err *err)
{
	int place, year;
	uint8_t partial;
	int32_t since;
	char number[16];

	if (c->n_fields < 4 || c->field[0].n != 4 || c->field[3].n >= sizeof(number) ||
	    (place = eg_postal_index(c->field[2].p, c->field[2].n)) < 0 ||
	    !eg_track__day(c->field[1].p, c->field[1].n, &since, &partial)) {
		eg_err_at(err, EG_ERR_DATA, c->name, c->record_line, 1, "this is no weight");
		eg_err_hint(err, "census,since,jurisdiction,votes,sure");
		return EG_ERR_DATA;
	}
	year = atoi(c->field[0].p);
	if (w->n == 0 || w->year[w->n - 1] != year) {
		if (w->n == CENSUSES)
			return eg_err_at(err, EG_ERR_LIMIT, c->name, c->record_line, 1,
			    "more than %d censuses", (int)CENSUSES);
		w->year[w->n] = year;
		w->since[w->n++] = since;
	}
	memcpy(number, c->field[3].p, c->field[3].n);
	number[c->field[3].n] = '\0';
	w->votes[w->n - 1][place] = atoi(number);
	return EG_OK;
}

enum eg_rc
eg_weights_parse(
    const char *csv, size_t n, const char *name, struct eg_weights **out, struct eg_err *err)
{
	struct eg_weights *w = eg_calloc(1, sizeof(*w));
	struct eg_csv c;
	bool more, first = true;
	enum eg_rc rc;

	*out = NULL;
	eg_csv_init(&c, n > 0 ? csv : "", n, name);
	while ((rc = eg_csv_next(&c, &more, err)) == EG_OK && more) {
		if (!first && (rc = read_row(w, &c, err)) != EG_OK)
			break;
		first = false;
	}
	eg_csv_clear(&c);
	if (rc == EG_OK)
		*out = w;
	else
		eg_free(w);
	return rc;
}

enum eg_rc
eg_weights_builtin(struct eg_weights **out, struct eg_err *err)
{
	const struct eg_builtin *b = eg_builtin_find("electoral-votes.csv");

	return eg_weights_parse(b != NULL ? b->data : "", b != NULL ? b->n : 0,
	    "templates/electoral-votes.csv", out, err);
}

int
eg_weights_census(const struct eg_passages *p, int census, int32_t as_of)
{
	const struct eg_weights *w = p->weights;
	int year = 0;

	for (size_t i = 0; w != NULL && census == 0 && i < w->n; i++)
		if (i == 0 || w->since[i] <= as_of)
			year = w->year[i];
	return census != 0 ? census : year;
}

int64_t
eg_weight_of(const struct eg_passages *p, int jurisdiction, int census, int32_t as_of)
{
	const struct eg_weights *w = p->weights;
	int year = eg_weights_census(p, census, as_of);

	for (size_t i = 0; w != NULL && i + 1 < w->n; i++)
		if (w->year[i] == year)
			return w->votes[i][jurisdiction];
	return p->at[jurisdiction].electoral_votes;
}
