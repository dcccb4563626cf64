/* A file that grows: its bytes are given as a file, and everything that holds for other edits holds. */
#include "store_fixture.h"

#include "base/spool.h"

struct line {
	const char *text; /* put behind; "" adds nothing */
	uint64_t old_n; /* what was there at the last call */
	char first; /* its first byte, 0 if none */
	int calls;
	const char *between; /* a shell command while the file is being made, once */
	enum eg_rc rc;
};

static enum eg_rc
put_line(void *ctx, int fd, uint64_t old_n, struct eg_err *err)
{
	struct line *l = ctx;

	l->calls++;
	l->old_n = old_n;
	l->first = 0;
	if (old_n > 0)
		CHECK_INT(eg_read_at(fd, 0, &l->first, 1), 0);
	if (l->between != NULL) {
		CHECK_INT(sh(l->between), 0);
		l->between = NULL;
	}
	if (l->rc != EG_OK)
		return eg_err_set(err, l->rc, "told to");
	CHECK_INT(eg_write_at(fd, old_n, l->text, strlen(l->text)), 0);
	return EG_OK;
}

/* After the growing file was made: what it learned goes into another. */
static enum eg_rc
write_length(void *ctx, const char *old, size_t old_n, struct eg_buf *out, struct eg_err *err)
{
	const struct line *l = ctx;

	(void)old, (void)old_n, (void)err;
	if (l->old_n > 0)
		eg_buf_printf(out, "%d\n", (int)l->old_n);
	return EG_OK;
}

static enum eg_rc
grow(struct eg_repo *r, struct line *l, char commit[EG_OID_HEX], struct eg_err *err)
{
	struct eg_change *c = eg_change_new(r);
	enum eg_rc rc;

	CHECK_INT(eg_change_grow(c, "t/log.csv", put_line, l, err), EG_OK);
	CHECK_INT(eg_change_edit(c, "t/a.csv", write_length, l, err), EG_OK);
	rc = eg_change_commit(c, "Grow\n", &fixture_who, commit, err);
	eg_change_free(c);
	return rc;
}

static void
grow__when_the_file_is_new_or_there__then_what_is_added_is_the_edit(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	struct line one = {.text = "one\n"}, two = {.text = "two\n"}, none = {.text = ""};
	char commit[EG_OID_HEX];

	(void)state;
	CHECK_OK(grow(r, &none, commit, &err));
	CHECK_STR(commit, "");
	fixture_sound("");
	CHECK_OK(grow(r, &one, commit, &err));
	CHECK_INT(one.old_n, 0);
	CHECK_STR(sh_out("cat t/log.csv; ls t; git show HEAD:t/log.csv"), "one\nlog.csv\none");
	fixture_sound("");
	CHECK_OK(grow(r, &two, commit, &err));
	CHECK_INT(two.old_n, 4);
	CHECK_INT(two.first, 'o');
	CHECK_STR(
	    sh_out("cat t/log.csv t/a.csv; git show HEAD:t/log.csv"), "one\ntwo\n4\none\ntwo");
	fixture_sound("");
	/* packed, and removed from the work tree: HEAD's bytes all the same */
	CHECK_INT(sh("git gc -q && rm t/log.csv"), 0);
	CHECK_OK(grow(r, &one, commit, &err));
	CHECK_STR(sh_out("cat t/log.csv"), "one\ntwo\none");
	fixture_sound("");
	eg_repo_free(r);
}

static void
grow__when_a_person_edited_the_file__then_it_is_refused_and_nothing_changes(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	struct line one = {.text = "one\n"}, two = {.text = "two\n"}, fails = {.rc = EG_ERR_DATA};
	char commit[EG_OID_HEX];

	(void)state;
	CHECK_OK(grow(r, &one, commit, &err));
	CHECK_INT(sh("echo mine >>t/log.csv"), 0);
	CHECK_INT(grow(r, &two, commit, &err), EG_ERR_EDITED);
	CHECK_STR(err.file, "t/log.csv");
	CHECK_INT(two.first, 'o');
	CHECK_INT(two.old_n, 4);
	CHECK_STR(sh_out("cat t/log.csv"), "one\nmine");
	fixture_sound(" M t/log.csv");
	/* an editor's line ends are no edit */
	CHECK_INT(sh("printf 'one\\r\\n' >t/log.csv"), 0);
	CHECK_OK(grow(r, &two, commit, &err));
	CHECK_STR(sh_out("cat t/log.csv"), "one\ntwo");
	/* edited while it was being made */
	two.between = "echo late >>t/log.csv";
	CHECK_INT(grow(r, &two, commit, &err), EG_ERR_EDITED);
	CHECK_STR(sh_out("cat t/log.csv"), "one\ntwo\nlate");
	CHECK_INT(sh("git checkout -q t"), 0);
	CHECK_INT(grow(r, &fails, commit, &err), EG_ERR_DATA);
	fixture_sound("");
	eg_repo_free(r);
}

static void
grow__when_another_writer_commits_first__then_it_is_made_again(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	struct line one = {.text = "one\n"},
		    two = {.text = "two\n",
			.between = "echo theirs >>t/log.csv && git commit -qam theirs"};
	char commit[EG_OID_HEX];

	(void)state;
	CHECK_OK(grow(r, &one, commit, &err));
	CHECK_OK(grow(r, &two, commit, &err));
	CHECK_INT(two.calls, 2);
	CHECK_STR(sh_out("cat t/log.csv t/a.csv; git log --format=%s | head -2"),
	    "one\ntheirs\ntwo\n11\nGrow\ntheirs");
	fixture_sound("");
	eg_repo_free(r);
}

static void
grow__in_a_bare_repository__then_the_commit_has_it(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r;
	struct line one = {.text = "one\n"}, two = {.text = "two\n"};
	char commit[EG_OID_HEX];

	(void)state;
	CHECK_OK(eg_repo_init(fixture_dir, "Test", true, &fixture_who, &err));
	r = fixture_open();
	CHECK_OK(grow(r, &one, commit, &err));
	CHECK_OK(grow(r, &two, commit, &err));
	CHECK_STR(sh_out("git show HEAD:t/log.csv; git fsck --strict"), "one\ntwo");
	eg_repo_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(fn) cmocka_unit_test_setup_teardown(fn, fixture_begin, fixture_end)
	    CASE(grow__when_the_file_is_new_or_there__then_what_is_added_is_the_edit),
	    CASE(grow__when_a_person_edited_the_file__then_it_is_refused_and_nothing_changes),
	    CASE(grow__when_another_writer_commits_first__then_it_is_made_again),
	    CASE(grow__in_a_bare_repository__then_the_commit_has_it),
	};

	return cmocka_run_group_tests(tests, fixture_home, fixture_home_end);
}
