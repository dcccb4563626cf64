/* How much a shared fingerprint says. */
#include "trace/index.h"

#include "base/maths.h"

enum { BACKGROUND_MIN = 4096, CAP_MIN = 1024, CAP_SHARE = 64 };

static double
weigh(const struct eg_weights *w, uint64_t df)
{
	double x;

	if (df > w->cap)
		return 0;
	x = eg_log(w->background / (double)(df < 2 ? 2 : df)) * w->scale;
	return x > 0 ? x * x : 0;
}

void
eg_weights_init(struct eg_weights *w, uint64_t docs)
{
	w->background = (double)(docs < BACKGROUND_MIN ? BACKGROUND_MIN : docs);
	w->scale = 1 / eg_log(w->background / 2);
	w->cap = docs / CAP_SHARE < CAP_MIN ? CAP_MIN : docs / CAP_SHARE;
	for (size_t i = 0; i < EG_COUNT(w->of); i++)
		w->of[i] = (float)weigh(w, i);
}

double
eg_weight(const struct eg_weights *w, uint64_t df)
{
	return df < EG_COUNT(w->of) ? (double)w->of[df] : weigh(w, df);
}
