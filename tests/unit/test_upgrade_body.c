/* Bodies merged by an upgrade: disjoint changes are both there, overlapping ones are written out in
 * both readings, nothing that anybody wrote is lost. */
#include "check.h"

#include <engross/text.h>
#include <engross/upgrade.h>

static const char base[] =
    "## First {#first}\n\nThe agency shall report each year.\n\n## Second "
    "{#second}\n\nThe agency shall:\n\n1. keep records;\n1. hold hearings, "
    "and\n   publish them; and\n1. pay dues.\n\n## Third {#third .session}\n\n"
    "This act takes effect.\n";

static char *
replaced(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);
	size_t n = strlen(text) + strlen(to) + 1;
	char *out = malloc(n);

	CHECK(at != NULL);
	snprintf(out, n, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
	return out;
}

static struct eg_upgraded
upgrade(const char *was, const char *mine, const char *theirs)
{
	struct eg_upgraded up;
	struct eg_err err = {0};

	CHECK(eg_upgrade_body(&(struct eg_upgrade_in){.base = {was, strlen(was)},
				  .mine = {mine, strlen(mine)},
				  .theirs = {theirs, strlen(theirs)},
				  .mine_name = "CO",
				  .theirs_name = "model 2.0.0"},
		  &up, &err) == EG_OK);
	return up;
}

static bool
reads(const char *body)
{
	struct eg_bill *bill = NULL;
	struct eg_err err = {0};
	bool fine = eg_bill_parse(body, strlen(body), "x", &bill, &err) == EG_OK;

	if (!fine)
		fprintf(stderr, "line %zu: %s\n%s\n", err.line, err.msg, body);
	eg_bill_free(bill);
	return fine;
}

static void
untouched__when_the_model_changes__then_it_is_the_new_text(void **state)
{
	char *theirs = replaced(base, "pay dues", "pay annual dues");
	struct eg_upgraded up = upgrade(base, base, theirs);

	(void)state;
	CHECK_STR(up.body.p, theirs);
	CHECK_INT(up.conflicts, 0);
	eg_upgraded_clear(&up);
	up = upgrade(base, theirs, base);
	CHECK_STR(up.body.p, theirs);
	eg_upgraded_clear(&up);
	free(theirs);
}

static void
disjoint__when_both_change__then_both_are_there(void **state)
{
	char *mine = replaced(base, "each year", "each quarter");
	char *theirs = replaced(base, "keep records", "keep public records");
	char *want = replaced(mine, "keep records", "keep public records");
	struct eg_upgraded up = upgrade(base, mine, theirs);

	(void)state;
	CHECK_STR(up.body.p, want);
	CHECK_INT(up.conflicts, 0);
	CHECK_INT(up.local_changes, 1);
	CHECK_INT(up.model_changes, 1);
	eg_upgraded_clear(&up);
	free(mine);
	free(theirs);
	free(want);
}

static void
overlap__when_in_an_item__then_the_whole_item_stands_in_both_readings(void **state)
{
	char *mine = replaced(base, "publish them", "print them");
	char *theirs = replaced(base, "publish them", "post them");
	struct eg_upgraded up = upgrade(base, mine, theirs);
	size_t line = 0;

	(void)state;
	CHECK_INT(up.conflicts, 1);
	CHECK(strstr(up.body.p,
		  "1. keep records;\n<!-- conflict -->\n<!-- yours: CO -->\n1. hold hearings, and\n"
		  "   print them; and\n<!-- model: model 2.0.0 -->\n1. hold hearings, and\n   post "
		  "them; and\n<!-- /conflict -->\n1. pay dues.\n") != NULL);
	CHECK(reads(up.body.p));
	CHECK_INT(eg_conflicts_find(up.body.p, up.body.n, &line, 1), 1);
	CHECK_INT(line, 10);
	eg_upgraded_clear(&up);
	free(mine);
	free(theirs);
}

/* The last word of a section's last paragraph: the next heading is no part of the conflict. */
static void
overlap__when_at_a_sections_end__then_the_next_heading_stands_outside(void **state)
{
	char *mine = replaced(base, "each year.", "each month.");
	char *theirs = replaced(base, "each year.", "each week.");
	struct eg_upgraded up = upgrade(base, mine, theirs);

	(void)state;
	CHECK_INT(up.conflicts, 1);
	CHECK(strstr(eg_buf_cstr(&up.body),
		  "<!-- conflict -->\n<!-- yours: CO -->\nThe agency shall report each month.\n"
		  "<!-- model: model 2.0.0 -->\nThe agency shall report each week.\n"
		  "<!-- /conflict -->\n\n## Second {#second}\n") != NULL);
	eg_upgraded_clear(&up);
	free(mine);
	free(theirs);
}

static void
section__when_one_takes_it_out_and_the_other_amends_it__then_a_person_decides(void **state)
{
	char *mine = replaced(base, "each year", "each quarter");
	char *theirs =
	    replaced(base, "## First {#first}\n\nThe agency shall report each year.\n\n", "");
	struct eg_upgraded up = upgrade(base, mine, theirs);

	(void)state;
	CHECK_INT(up.conflicts, 1);
	CHECK(strstr(up.body.p, "each quarter") != NULL);
	CHECK(strstr(up.body.p, "(left out)\n<!-- /conflict -->\n\n## Second") != NULL);
	CHECK(reads(up.body.p));
	eg_upgraded_clear(&up);
	free(mine);
	free(theirs);
}

static void
verbatim__when_a_conflict_is_inside__then_the_reader_names_it(void **state)
{
	static const char text[] =
	    "## A {#a}\n\nText:\n\n<!-- verbatim v -->\nArticle I. Each state "
	    "shall report yearly.\nArticle II. End.\n<!-- /verbatim -->\n";
	char *mine = replaced(text, "yearly", "monthly"),
	     *theirs = replaced(text, "yearly", "weekly");
	struct eg_upgraded up = upgrade(text, mine, theirs);
	struct eg_bill *bill = NULL;
	struct eg_err err = {0};

	(void)state;
	CHECK_INT(up.conflicts, 1);
	CHECK(strstr(up.body.p, "<!-- verbatim v -->\n<!-- conflict -->\n") != NULL);
	CHECK(strstr(up.body.p, "<!-- /conflict -->\n<!-- /verbatim -->\n") != NULL);
	CHECK_INT(eg_bill_parse(up.body.p, up.body.n, "x", &bill, &err), EG_ERR_SYNTAX);
	CHECK_STR(err.msg, "a conflict that an upgrade left");
	eg_upgraded_clear(&up);
	free(mine);
	free(theirs);
}

static void
head__when_amended__then_its_own_words_are_kept(void **state)
{
	static const char was[] = "---\ntitle: old\nversion: 1\npurpose: p\n---\nbody\n",
			  mine[] = "---\ntitle: mine\nversion: 1\npurpose: p\n---\nbody\n",
			  theirs[] = "---\ntitle: new\nversion: 2\npurpose: q\n---\nbody\n";
	struct eg_buf out = EG_BUF_INIT;
	size_t kept = 9;

	(void)state;
	eg_upgrade_head((struct eg_str){was, strlen(was)}, (struct eg_str){mine, strlen(mine)},
	    (struct eg_str){theirs, strlen(theirs)}, &out, &kept);
	CHECK_STR(out.p, "---\ntitle: mine\nversion: 2\npurpose: q\n---\n");
	CHECK_INT(kept, 1);
	eg_buf_clear(&out);
}

/* ---- random amendments ---- */

enum { SECTIONS = 8, SENTENCES = 5, WORDS = 9, ROUNDS = 400 };

static uint32_t seed = 2463534242u;

static uint32_t
rng(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % below;
}

struct change { /* of sentence s: a word replaced, put in, taken out, or the sentence doubled */
	int kind, word;
	char token[24];
};

struct variant {
	struct change of[SECTIONS * SENTENCES];
	bool dropped[SECTIONS];
	int added; /* a section put in after this one, -1 for none */
	char tag;
};

static void
put_sentence(struct eg_buf *out, int s, const struct change *c)
{
	for (int w = 0; w < WORDS; w++) {
		if (c->kind == 2 && c->word == w)
			eg_buf_printf(out, "%s ", c->token);
		if (c->kind == 1 && c->word == w)
			eg_buf_printf(out, "%s%s", c->token, w + 1 < WORDS ? " " : "");
		else if (!(c->kind == 3 && c->word == w))
			eg_buf_printf(out, "w%dx%d%s", s, w, w + 1 < WORDS ? " " : "");
	}
	eg_buf_puts(out, ".");
}

static void
write_body(struct eg_buf *out, const struct variant *v)
{
	eg_buf_reset(out);
	for (int k = 0; k < SECTIONS; k++) {
		if (v->dropped[k])
			continue;
		eg_buf_printf(out, "%s## Heading %d {#s%d}\n\n", out->n > 0 ? "\n" : "", k, k);
		for (int i = 0; i < SENTENCES; i++) {
			bool item = k % 2 == 1;

			eg_buf_puts(out, item ? "1. " : i > 0 ? "\n" : "");
			put_sentence(out, k * SENTENCES + i, &v->of[k * SENTENCES + i]);
			eg_buf_putc(out, '\n');
		}
		if (v->added == k)
			eg_buf_printf(out, "\n## New %c {#new-%c}\n\nAdded%c words stand here.\n",
			    v->tag, v->tag, v->tag);
	}
}

/* Change a few sentences; never one where taken[] is set. */
static void
amend(struct variant *v, char tag, uint8_t *taken, bool overlap)
{
	memset(v, 0, sizeof(*v));
	v->added = rng(3) == 0 ? (int)rng(SECTIONS) : -1;
	v->tag = tag;
	for (uint32_t n = 1 + rng(6); n > 0; n--) {
		uint32_t s = rng(SECTIONS * SENTENCES);
		struct change *c = &v->of[s];

		if (taken[s] != overlap)
			continue;
		c->kind = 1 + (int)rng(overlap ? 1 : 3);
		/* never the first or last word: changes that touch are one place */
		c->word = overlap ? 3 : 1 + (int)rng(WORDS - 2);
		snprintf(c->token, sizeof(c->token), "tok%c%u", tag, s);
		taken[s] = 1;
	}
}

static void
check_tokens(const char *body, const struct variant *v)
{
	for (int s = 0; s < SECTIONS * SENTENCES; s++) {
		const struct change *c = &v->of[s];

		if ((c->kind == 1 || c->kind == 2) && strstr(body, c->token) == NULL) {
			fprintf(stderr, "'%s' is lost:\n%s\n", c->token, body);
			fail();
		}
	}
	if (v->added >= 0 && !v->dropped[v->added]) {
		char word[16];

		snprintf(word, sizeof(word), "Added%c", v->tag);
		CHECK(strstr(body, word) != NULL);
	}
}

/* Random amendments on different sentences: clean, the same as all of them made at once, and what
 * differs from the new model is exactly what was amended. */
static void
random__when_disjoint__then_clean_and_complete(void **state)
{
	struct eg_buf was = EG_BUF_INIT, mine = EG_BUF_INIT, theirs = EG_BUF_INIT,
		      all = EG_BUF_INIT;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		static const struct variant plain = {.added = -1};
		struct variant m, t, both;
		uint8_t taken[SECTIONS * SENTENCES] = {0};
		struct eg_upgraded up;

		amend(&m, 'm', taken, false);
		amend(&t, 't', taken, false);
		if (m.added == t.added)
			t.added = -1; /* two additions at one place have no order */
		both = m;
		for (int s = 0; s < SECTIONS * SENTENCES; s++)
			if (t.of[s].kind != 0)
				both.of[s] = t.of[s];
		write_body(&was, &plain);
		write_body(&mine, &m);
		write_body(&theirs, &t);
		up = upgrade(was.p, mine.p, theirs.p);
		CHECK_INT(up.conflicts, 0);
		check_tokens(up.body.p, &m);
		check_tokens(up.body.p, &t);
		CHECK(reads(up.body.p));
		if (t.added < 0) {
			write_body(&all, &both);
			CHECK_STR(up.body.p, all.p);
		}
		eg_upgraded_clear(&up);
	}
	eg_buf_clear(&was);
	eg_buf_clear(&mine);
	eg_buf_clear(&theirs);
	eg_buf_clear(&all);
}

/* The same word changed by both, or a section that one drops and the other amends: written out,
 * nothing lost, and still a draft that can be read. */
static void
random__when_overlapping__then_written_out_and_nothing_lost(void **state)
{
	struct eg_buf was = EG_BUF_INIT, mine = EG_BUF_INIT, theirs = EG_BUF_INIT;
	size_t conflicts = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		static const struct variant plain = {.added = -1};
		struct variant m, t;
		uint8_t taken[SECTIONS * SENTENCES] = {0};
		struct eg_upgraded up;
		size_t expected = 0;

		amend(&m, 'm', taken, false);
		for (int s = 0; s < SECTIONS * SENTENCES; s++)
			if (m.of[s].kind != 0) {
				m.of[s].kind = 1;
				m.of[s].word = 3;
			}
		amend(&t, 't', taken, true);
		if (rng(4) == 0)
			t.dropped[rng(SECTIONS)] = true;
		for (int s = 0; s < SECTIONS * SENTENCES; s++) {
			if (t.dropped[s / SENTENCES])
				t.of[s].kind = 0;
			expected += m.of[s].kind != 0 && t.of[s].kind != 0;
		}
		write_body(&was, &plain);
		write_body(&mine, &m);
		write_body(&theirs, &t);
		up = upgrade(was.p, mine.p, theirs.p);
		CHECK((up.conflicts > 0) >= (expected > 0));
		check_tokens(up.body.p, &m);
		check_tokens(up.body.p, &t);
		CHECK(reads(up.body.p));
		conflicts += up.conflicts;
		eg_upgraded_clear(&up);
	}
	CHECK(conflicts > ROUNDS / 4);
	eg_buf_clear(&was);
	eg_buf_clear(&mine);
	eg_buf_clear(&theirs);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(untouched__when_the_model_changes__then_it_is_the_new_text),
	    cmocka_unit_test(disjoint__when_both_change__then_both_are_there),
	    cmocka_unit_test(overlap__when_in_an_item__then_the_whole_item_stands_in_both_readings),
	    cmocka_unit_test(overlap__when_at_a_sections_end__then_the_next_heading_stands_outside),
	    cmocka_unit_test(
		section__when_one_takes_it_out_and_the_other_amends_it__then_a_person_decides),
	    cmocka_unit_test(verbatim__when_a_conflict_is_inside__then_the_reader_names_it),
	    cmocka_unit_test(head__when_amended__then_its_own_words_are_kept),
	    cmocka_unit_test(random__when_disjoint__then_clean_and_complete),
	    cmocka_unit_test(random__when_overlapping__then_written_out_and_nothing_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
