/* Law amended by instruction: the District, Tennessee and Massachusetts strike and insert words. */
#include "check.h"

#include "form_show.h"

#define HEAD "---\nengross: 1\ntitle: \"things\"\npurpose: \"to limit things\"\n---\n"

static struct eg_buf printed;

/* What the form of a place prints of a bill that amends one section by the law block given. */
static const char *
amended(const char *postal, const char *heading, const char *law)
{
	struct eg_buf draft = EG_BUF_INIT;
	struct eg_profile *p = NULL;
	struct eg_bill *bill = NULL;
	struct eg_form *f = NULL;
	struct eg_err err = {0};
	const char *at;

	eg_buf_printf(&draft,
	    HEAD "## A {#a .amends %s}\n\n<!-- law 7-701 -->\n%s\n<!-- /law -->\n", heading, law);
	CHECK_OK(eg_profile_builtin(postal, &p, &err));
	CHECK_OK(eg_bill_parse(eg_buf_cstr(&draft), draft.n, "x.md", &bill, &err));
	CHECK_OK(eg_form_build(bill, p, NULL, &f, &err));
	eg_buf_reset(&printed);
	show_form(&printed, f);
	eg_form_free(f);
	eg_bill_free(bill);
	eg_profile_free(p);
	eg_buf_clear(&draft);
	at = strstr(eg_buf_cstr(&printed), "\nsection|");
	return at != NULL ? at + 1 : eg_buf_cstr(&printed);
}

#define DC(law) amended("DC", "code=\"Title 7\"", law)
#define DC_IS "section|Sec. 2. Section 7-701 of the District of Columbia Official Code is "
#define DC_OF(marks)                                                                               \
	"section|Sec. 2. Section 7-701" marks " of the District of Columbia Official Code is "

static void
one_change__one_sentence(void **state)
{
	(void)state;
	CHECK_HAS(DC("The fee is <del>five</del> <ins>six</ins> dollars."), DC_IS
	    "amended by striking the word \"five\" and inserting the word \"six\" in its place.\n");
	CHECK_HAS(
	    DC("(a) Old.\n\n(b)(1) The day is <del>May 1, 2026</del><ins>June 1, 2027</ins>."),
	    DC_OF("(b)(1)") "amended by striking the date \"May 1, 2026\" and inserting the date "
			    "\"June 1, 2027\" in its place.\n");
	CHECK_HAS(DC("A person <ins>of age</ins> may apply."),
	    DC_IS "amended by adding the phrase \"of age\" after the word \"person\".\n");
	CHECK_HAS(DC("<ins>On request, a</ins><del>A</del> person may apply to the Mayor for it."),
	    DC_IS
	    "amended by striking the word \"A\" and inserting the phrase \"On request, a\" in its "
	    "place.\n");
	CHECK_HAS(DC("<ins>Now</ins> the Mayor may act by order."),
	    DC_IS "amended by adding the word \"Now\" before the word \"the\".\n");
	CHECK_HAS(DC("The Mayor may <del>not</del> act by order."),
	    DC_IS "amended by striking the word \"not\".\n");
	CHECK_HAS(DC("(a) To count<del>.</del><ins>; and</ins>"),
	    DC_OF("(a)") "amended by striking the period and inserting the phrase \"; and\" in its "
			 "place.\n");
	CHECK_HAS(
	    DC("The license<del>e</del> is <del>5</del><ins>10</ins> of all the many old ones."),
	    "by striking the phrase \"licensee is 5\" and inserting the phrase \"license is 10\" "
	    "in");
}

static void
words_that_stand_twice__are_told_apart(void **state)
{
	(void)state;
	CHECK_HAS(DC("A red car and a red <del>house</del> <ins>barn</ins> and a blue house."),
	    "by striking the phrase \"red house\" and inserting the phrase \"red barn\" in its "
	    "place");
	CHECK_HAS(DC("A <del>red</del> <ins>blue</ins> car of this kind and a <del>red</del> "
		     "<ins>blue</ins> house."),
	    "by striking the word \"red\" wherever it appears and inserting the word \"blue\" in "
	    "its "
	    "place.");
	/* the same words below the unit count too */
	CHECK_HAS(
	    DC("(a) Red cars <del>are</del> <ins>were</ins> sold here by anyone:\n\n(1) That are "
	       "blue.\n\n(b) They are."),
	    DC_OF("(a)") "amended by striking the phrase \"cars are\" and inserting the phrase "
			 "\"cars "
			 "were\" in its place.");
}

static void
several_changes__listed_or_sections(void **state)
{
	static const char law[] =
	    "(a) The fee is <del>five</del> <ins>six</ins> dollars and the term <del>1 year</del> "
	    "<ins>2 "
	    "years</ins> long.\n\n{-} (b) Gone.\n\n{+} (c) Come:\n\n{+} (1) Here.\n\n"
	    "{-} (d) Was.\n\n{+} (d) Is.";

	(void)state;
	CHECK_HAS(DC(law), DC_IS
	    "amended as follows:\n"
	    "item| (a) Subsection (a) is amended by striking the word \"five\" and inserting the "
	    "word \"six\" in its place and by striking the phrase \"1 year\" and inserting the "
	    "phrase \"2 years\" in its place.\n"
	    "item| (b) Subsection (b) is repealed.\n"
	    "item| (c) A new subsection (c) is added to read as follows:\n"
	    "law| \"(c) Come:\nlaw|  \"(1) Here.\".\n"
	    "item| (d) Subsection (d) is amended to read as follows:\nlaw| \"(d) Is.\".\n");
	CHECK_HAS(amended("TN", "code=\"Title 7\"", law),
	    "section|SECTION 1. Tennessee Code Annotated, Section 7-701(a), is amended by deleting "
	    "the "
	    "language \"five\" and substituting instead the language \"six\".\n"
	    "section|SECTION 2. Tennessee Code Annotated, Section 7-701(a), is amended by deleting "
	    "the "
	    "language \"1 year\" and substituting instead the language \"2 years\".\n"
	    "section|SECTION 3. Tennessee Code Annotated, Section 7-701(b), is amended by deleting "
	    "the "
	    "subsection.\n"
	    "section|SECTION 4. Tennessee Code Annotated, Section 7-701, is amended by adding the "
	    "following as a new subsection:\nlaw|(c) Come:\nlaw| (1) Here.\n"
	    "section|SECTION 5. Tennessee Code Annotated, Section 7-701(d), is amended by deleting "
	    "the "
	    "subsection in its entirety and substituting instead the following:\nlaw|(d) Is.\n");
	CHECK_HAS(amended("MA", "code=\"Chapter 6\"", law),
	    "section|SECTION 1. Subsection (a) of section 7-701 of chapter 6 of the General Laws, "
	    "as "
	    "appearing in the ____ Official Edition, is hereby amended by striking out, in line "
	    "____, "
	    "the word \"five\" and inserting in place thereof the following word:- six.\n"
	    "section|SECTION 2. Subsection (a) of said section 7-701 of said chapter 6, as so "
	    "appearing, is hereby further amended by striking out, in line ____, the words \"1 "
	    "year\" "
	    "and inserting in place thereof the following words:- 2 years.\n"
	    "section|SECTION 3. Said section 7-701 of said chapter 6, as so appearing, is hereby "
	    "further amended by striking out subsection (b).\n"
	    "section|SECTION 4. Said section 7-701 of said chapter 6, as so appearing, is hereby "
	    "further amended by inserting after subsection (b) the following subsection:-\n"
	    "law|(c) Come:\nlaw| (1) Here.\n");
}

static void
an_act__named_with_its_place_in_the_code(void **state)
{
	(void)state;
	CHECK_HAS(amended("DC",
		      "code=\"Section 5 of the Office Act of 1998, effective April 20, 1999\" "
		      "cited=\"D.C. Law 12-261\"",
		      "(a) It is <del>open</del> <ins>shut</ins> on Sunday."),
	    "section|Sec. 2. Section 5(a) of the Office Act of 1998, effective April 20, 1999 "
	    "(D.C. Law "
	    "12-261; D.C. Official Code § 7-701(a)), is amended by striking the word \"open\"");
}

/* Where instructions would be harder to follow than the section. */
static void
most_is_new__section_set_out_whole(void **state)
{
	static const char whole[] = DC_IS "amended to read as follows:\n";

	(void)state;
	CHECK_HAS(DC("<del>All that was is gone.</del> <ins>Nothing stands.</ins>"), whole);
	CHECK_HAS(DC("<del>(1)</del> <ins>(2)</ins> Renumbered."), whole);
	CHECK_HAS(DC("{+} New text that opens no unit.\n\n(a) Stays."), whole);
	CHECK_HAS(DC("a b a b a b a b a b a b a b a b a b a b a b <del>a</del> b a b a b a b a b a "
		     "b a b a "
		     "b a b a b a b a b a b"),
	    whole);
	CHECK_HAS(
	    DC("(a) All <del>that was here is now gone</del> <ins>new</ins>.\n\n(b) Long text that "
	       "stays as it has always been since the beginning of time in this city."),
	    DC_OF("(a)") "amended to read as follows:\nlaw|\"(a) All new.\".\n");
}

/* ---- what the sentence says, done to the old text, gives the new one ---- */

static unsigned seed = 7;

static unsigned
roll(unsigned n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

/* "…the phrase "x y"…" at *p: its words; *p moves on. */
static bool
quoted(const char **p, const char *before, char *out, size_t cap)
{
	const char *open = strstr(*p, before), *close;

	if (open == NULL || (open = strchr(open + strlen(before), '"')) == NULL)
		return false;
	close = strchr(open + 1, '"');
	snprintf(out, cap, "%.*s", (int)(close - open - 1), open + 1);
	*p = close + 1;
	return true;
}

/* Where `words` stand in `text` (both padded by spaces); exactly once, or everywhere. */
static char *
found(char *text, const char *words, bool many)
{
	char padded[256], *at;

	snprintf(padded, sizeof(padded), " %s ", words);
	at = strstr(text, padded);
	CHECK(at != NULL);
	CHECK(many || strstr(at + 1, padded) == NULL);
	return at;
}

static void
put_in(char *at, size_t n, const char *fresh)
{
	char rest[4096];

	snprintf(rest, sizeof(rest), "%s", at + n);
	sprintf(at, " %s%s%s", fresh, fresh[0] != '\0' ? "~" : "", rest);
}

/* Edits name words of the old text, so each is looked up there: changed words are marked by '~'
 * before and after, that a later look-up should not find them. */
static void
obey(const char *sentence, char *text)
{
	char old[256], fresh[256], copy[4096];

	for (const char *p = sentence; (p = strstr(p, "by ")) != NULL;) {
		bool many = false;

		if (strncmp(p, "by striking ", 12) == 0) {
			CHECK(quoted(&p, "by striking ", old, sizeof(old)));
			many = strncmp(p, " wherever", 9) == 0;
			fresh[0] = '\0';
			const char *stop = strstr(p, " by "), *in = strstr(p, "and inserting ");
			if (in != NULL && (stop == NULL || in < stop))
				CHECK(quoted(&p, "and inserting ", fresh, sizeof(fresh)));
			snprintf(copy, sizeof(copy), " %s ", old);
			for (char *at = found(text, old, many); at != NULL;
			     at = many ? strstr(text, copy) : NULL)
				put_in(at, strlen(old) + 1, fresh);
		} else {
			CHECK(quoted(&p, "by adding ", fresh, sizeof(fresh)));
			bool after = strncmp(p, " after", 6) == 0;
			CHECK(quoted(&p, after ? "after " : "before ", old, sizeof(old)));
			char *at = found(text, old, false);
			put_in(after ? at + strlen(old) + 1 : at, 0, fresh);
		}
	}
}

static void
squeeze(char *t)
{
	char *to = t;

	for (char *p = t; *p != '\0'; p++)
		if (*p != '~' && !(*p == ' ' && (to == t || to[-1] == ' ')))
			*to++ = *p;
	while (to > t && to[-1] == ' ')
		to--;
	*to = '\0';
}

static void
random_changes__obeyed__give_the_new_text(void **state)
{
	size_t by_words = 0;

	(void)state;
	for (int round = 0; round < 400; round++) {
		struct eg_buf law = EG_BUF_INIT;
		char old[4096] = " ", fresh[4096] = "", word[16];
		bool changed = false;

		for (int i = 0, n = 12 + (int)roll(30); i < n; i++) {
			unsigned what = roll(12);

			snprintf(word, sizeof(word), "w%u ", roll(14));
			if (what == 0 && i > 0) {
				eg_buf_printf(&law, "<ins>x%s</ins> ", word), changed = true;
				strcat(strcat(fresh, "x"), word);
			} else if (what == 1) {
				eg_buf_printf(&law, "<del>%s</del> ", word), changed = true;
				strcat(old, word);
			} else if (what == 2) {
				eg_buf_printf(&law, "<del>%s</del> <ins>y%s</ins> ", word, word);
				strcat(old, word), changed = true;
				strcat(strcat(fresh, "y"), word);
			} else {
				eg_buf_puts(&law, word);
				strcat(old, word), strcat(fresh, word);
			}
		}
		const char *said = DC(eg_buf_cstr(&law)), *by = strstr(said, "is amended by ");
		squeeze(fresh);
		if (!changed || by == NULL) {
			CHECK(strstr(said, "to read as follows:") != NULL);
			CHECK_HAS(said, fresh);
		} else {
			char sentence[4096];

			by_words++;
			snprintf(sentence, sizeof(sentence), "%.*s", (int)strcspn(by, "\n"), by);
			obey(sentence + 11, old);
			squeeze(old);
			CHECK_STR(old, fresh);
		}
		eg_buf_clear(&law);
	}
	CHECK(by_words > 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(one_change__one_sentence),
	    cmocka_unit_test(words_that_stand_twice__are_told_apart),
	    cmocka_unit_test(several_changes__listed_or_sections),
	    cmocka_unit_test(an_act__named_with_its_place_in_the_code),
	    cmocka_unit_test(most_is_new__section_set_out_whole),
	    cmocka_unit_test(random_changes__obeyed__give_the_new_text),
	};
	int rc = cmocka_run_group_tests(tests, NULL, NULL);

	eg_buf_clear(&printed);
	return rc;
}
