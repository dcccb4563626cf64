/* Comparing: the input is cut at its NULs, at most three texts; every redline proves itself and gives
 * back both texts, every merge holds every byte of either side once. */
#include "base/mem.h"

#include <engross/redline.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
is_text_of(const struct eg_buf *out, const struct eg_doc *d)
{
	return out->n == d->n && memcmp(eg_buf_cstr(out), d->text, d->n) == 0;
}

static void
compare(const struct eg_doc *was, const struct eg_doc *is, size_t size)
{
	struct eg_redline_print how = {.all = size % 2 == 0, .by_gravity = size % 3 == 0};
	struct eg_redline_options opt = {
	    .excuse = size % 5 == 0 ? ~0u : 0, .count_spacing = size % 7 == 0};
	struct eg_profile *as = NULL;
	struct eg_buf out = EG_BUF_INIT;
	struct eg_err err = {0};
	struct eg_redline *r;

	if (eg_redline_make(was, is, &opt, &r, &err) != EG_OK)
		EG_BUG("two small texts could not be compared");
	eg_redline_accept(r, &out);
	if (!is_text_of(&out, is))
		EG_BUG("accepting does not give the new text");
	eg_buf_reset(&out);
	eg_redline_reject(r, &out);
	if (!is_text_of(&out, was))
		EG_BUG("rejecting does not give the old text");
	eg_buf_reset(&out);
	eg_redline_to_term(r, &how, &out);
	eg_redline_to_json(r, &how, &out);
	eg_redline_to_html(r, &how, &out);
	if (size % 64 < 2 && eg_profile_builtin(size % 2 == 0 ? "MD" : "TN", &as, &err) == EG_OK) {
		how.as = as;
		eg_redline_to_amendment(r, &how, &out);
		eg_profile_free(as);
	}
	eg_buf_clear(&out);
	eg_redline_free(r);
}

static void
merge(const struct eg_doc *base, const struct eg_doc *ours, const struct eg_doc *theirs)
{
	struct eg_buf out = EG_BUF_INIT;
	struct eg_err err = {0};
	struct eg_merge *m;

	if (eg_merge_make(base, base, theirs, &m, &err) != EG_OK)
		EG_BUG("three small texts could not be merged");
	eg_merge_text(m, EG_MERGE_OURS, &out);
	if (!is_text_of(&out, theirs))
		EG_BUG("a side that changed nothing changes the other");
	eg_merge_free(m);
	eg_buf_reset(&out);
	if (eg_merge_make(base, ours, theirs, &m, &err) != EG_OK)
		EG_BUG("three small texts could not be merged");
	eg_merge_to_term(m, NULL, &out);
	eg_merge_to_json(m, &out);
	eg_merge_to_html(m, &out);
	eg_merge_free(m);
	eg_buf_clear(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *p = (const char *)data, *end = p + size;
	struct eg_doc *d[3] = {NULL};
	struct eg_err err = {0};
	size_t n = 0;

	for (; n < 3; n++) {
		const char *cut = p < end ? memchr(p, 0, (size_t)(end - p)) : NULL,
			   *stop = n == 2 || cut == NULL ? end : cut;

		if (eg_doc_read(p, (size_t)(stop - p), "x", NULL, &d[n], &err) != EG_OK)
			break;
		p = stop < end ? stop + 1 : end;
	}
	if (n >= 2)
		compare(d[0], d[1], size);
	if (n == 3)
		merge(d[0], d[1], d[2]);
	for (size_t i = 0; i < 3; i++)
		eg_doc_free(d[i]);
	return 0;
}
