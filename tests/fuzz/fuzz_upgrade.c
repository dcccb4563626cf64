/* Upgrading: the input is cut in three at NULs, base, mine and theirs. Whatever they hold, every word
 * of both sides that the base has not is in what comes out. */
#include "base/find.h"
#include "base/mem.h"

#include <engross/upgrade.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct eg_str
take(const uint8_t **p, size_t *left)
{
	const uint8_t *cut = *left > 0 ? memchr(*p, 0, *left) : NULL;
	size_t n = cut != NULL ? (size_t)(cut - *p) : *left;
	struct eg_str s = {(const char *)*p, n};

	*left -= cut != NULL ? n + 1 : n;
	*p += cut != NULL ? n + 1 : n;
	return s;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= 9 && c <= 13);
}

/* A word of plain letters that is new on one side is not lost. */
static void
check_words(struct eg_str base, struct eg_str side, const struct eg_buf *out)
{
	for (size_t i = 0; i < side.n;) {
		size_t from = i;
		bool plain = true;

		for (; i < side.n && !is_space(side.p[i]); i++)
			plain = plain && (side.p[i] & 0x80) == 0 && side.p[i] != '<';
		if (plain && i - from > 2 && i - from < 40 &&
		    eg_find(base.p, base.n, side.p + from, i - from, 0) == SIZE_MAX &&
		    eg_find(eg_buf_cstr(out), out->n, side.p + from, i - from, 0) == SIZE_MAX)
			EG_BUG("a word of one side is lost");
		while (i < side.n && is_space(side.p[i]))
			i++;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct eg_upgrade_in in = {.mine_name = "CO", .theirs_name = "model 2.0.0"};
	struct eg_upgraded up;

	in.base = take(&data, &size);
	in.mine = take(&data, &size);
	in.theirs = take(&data, &size);
	if (eg_upgrade_body(&in, &up, NULL) == EG_OK) {
		check_words(in.base, in.mine, &up.body);
		check_words(in.base, in.theirs, &up.body);
		if (eg_str_same(in.base, in.mine) &&
		    (up.body.n != in.theirs.n ||
			(up.body.n > 0 && memcmp(up.body.p, in.theirs.p, up.body.n) != 0)))
			EG_BUG("an untouched text is not regenerated");
	}
	eg_upgraded_clear(&up);
	return 0;
}
