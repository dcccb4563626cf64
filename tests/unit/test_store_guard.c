/* What the store must never lose or touch: a person's edits, staged entries, other writers'
 * commits, files behind links; and what a crash leaves. */
#include "store_fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>

static void
commit__over_an_edited_file__is_refused_and_changes_nothing(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	char before[EG_OID_HEX];

	(void)state;
	CHECK_OK(fixture_put(r, "a/b.md", "one\n", &err));
	CHECK_INT(sh("printf 'mine\\n' >a/b.md; printf 'new\\n' >a/c.md"), 0);
	CHECK_OK(eg_repo_resolve(r, NULL, "HEAD", before, &err));
	CHECK_INT(fixture_put(r, "a/b.md", "two\n", &err), EG_ERR_EDITED);
	CHECK_STR(err.file, "a/b.md");
	CHECK_HAS(err.hint, "engross commit");
	CHECK_INT(fixture_put(r, "a/c.md", "two\n", &err), EG_ERR_EDITED);
	CHECK_STR(err.file, "a/c.md");
	CHECK_STR(sh_out("git rev-parse HEAD"), before);
	CHECK_STR(sh_out("cat a/b.md a/c.md"), "mine\nnew");
	fixture_sound(" M a/b.md\n?? a/c.md");
	/* Edits that agree are fine. */
	CHECK_OK(fixture_put(r, "a/b.md", "mine\n", &err));
	CHECK_OK(fixture_put(r, "a/c.md", "new\n", &err));
	fixture_sound("");
	/* A file that the user removed is written again; one edited is not removed. */
	CHECK_INT(sh("rm a/c.md && printf 'x\\n' >a/b.md"), 0);
	CHECK_OK(fixture_put(r, "a/c.md", "newer\n", &err));
	struct eg_change *c = eg_change_new(r);
	CHECK_OK(eg_change_remove(c, "a/b.md", &err));
	CHECK_INT(eg_change_commit(c, "x", &fixture_who, NULL, &err), EG_ERR_EDITED);
	eg_change_free(c);
	fixture_sound(" M a/b.md");
	eg_repo_free(r);
}

static void
commit__beside_edits_and_staged_entries__leaves_them(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();

	(void)state;
	CHECK_OK(fixture_put(r, "a.md", "one\n", &err));
	CHECK_OK(fixture_put(r, "b.md", "one\n", &err));
	CHECK_INT(
	    sh("printf 'staged\\n' >a.md && git add a.md && printf 'edited\\n' >a.md && printf "
	       "'x\\n' >b.md &&"
	       "printf 'n\\n' >new.md && git add -N new.md && printf 's\\n' >s.md && git add s.md"),
	    0);
	CHECK_OK(fixture_put(r, "c.md", "ours\n", &err));
	fixture_sound("MM a.md\n M b.md\n A new.md\nA  s.md");
	CHECK_STR(sh_out("git show :a.md; cat a.md; git show --name-only --format= HEAD"),
	    "staged\nedited\nc.md");
	/* Staged and not the same as ours: refused even where the file itself is as it was. */
	CHECK_INT(sh("git show HEAD:a.md >a.md"), 0);
	CHECK_INT(fixture_put(r, "a.md", "ours\n", &err), EG_ERR_EDITED);
	CHECK_HAS(err.msg, "staged");
	fixture_sound("MM a.md\n M b.md\n A new.md\nA  s.md");
	eg_repo_free(r);
}

static void
commit__of_text_that_an_editor_gave_cr__sees_no_edit(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();

	(void)state;
	CHECK_OK(fixture_put(r, "a.md", "one\ntwo\n", &err));
	CHECK_INT(sh("printf 'one\\r\\ntwo\\r\\n' >a.md"), 0);
	CHECK_OK(fixture_put(r, "a.md", "one\n2\n", &err));
	CHECK_STR(sh_out("cat a.md"), "one\n2");
	CHECK_OK(fixture_put(r, "prints/x.txt", "one\r\n", &err));
	fixture_sound("");
	CHECK_STR(sh_out("git show HEAD:prints/x.txt | od -An -c | tr -d ' '"), "one\\r\\n");
	eg_repo_free(r);
}

static void
change__outside_the_repository__is_refused(void **state)
{
	static const char *const paths[] = {"", "/etc/x", "../x", "a/../x", "a//b", ".git/config",
	    "a/.git/x", ".GIT/x", ".git./x", "git~1/x", "a\\b", "a\nb", "./x", "a/", "."};
	struct eg_repo *r = fixture_repo();
	struct eg_change *c = eg_change_new(r);

	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct eg_err err = {0};

		if (eg_change_put(c, paths[i], "x", 1, NULL, NULL, &err) == EG_OK)
			fprintf(stderr, "accepted: %s\n", paths[i]);
		CHECK_INT(err.rc, EG_ERR_USAGE);
	}
	eg_change_free(c);
	eg_repo_free(r);
}

static void
change__through_a_link__is_refused(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	struct eg_buf b = EG_BUF_INIT;

	(void)state;
	CHECK_INT(
	    sh("mkdir out && ln -s out in && ln -s out/y z.md && printf 'secret\\n' >out/x.md"), 0);
	CHECK_INT(fixture_put(r, "in/x.md", "x\n", &err), EG_ERR_USAGE);
	CHECK_INT(fixture_put(r, "in/new/x.md", "x\n", &err), EG_ERR_USAGE);
	CHECK_INT(fixture_put(r, "z.md", "x\n", &err), EG_ERR_USAGE);
	CHECK_INT(eg_repo_read_current(r, "in/x.md", &b, &err), EG_ERR_USAGE);
	CHECK_STR(sh_out("cat out/x.md; ls out"), "secret\nx.md");
	eg_buf_clear(&b);
	eg_repo_free(r);
}

/* ---- races ---- */

struct race {
	int calls;
	const char *meanwhile; /* shell command run inside the first call */
};

static enum eg_rc
append(void *ctx, const char *old, size_t old_n, struct eg_buf *out, struct eg_err *err)
{
	struct race *race = ctx;

	(void)err;
	if (race->calls++ == 0 && race->meanwhile != NULL)
		CHECK_INT(sh(race->meanwhile), 0);
	eg_buf_add(out, old, old_n);
	eg_buf_puts(out, "ours\n");
	return EG_OK;
}

static void
edit__while_git_commits__is_made_again_on_the_new_head(void **state)
{
	struct race race = {
	    0, "printf 'one\\ntheirs\\n' >log.csv && git add log.csv && git commit -qm theirs"};
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	struct eg_change *c = eg_change_new(r);

	(void)state;
	CHECK_OK(fixture_put(r, "log.csv", "one\n", &err));
	CHECK_OK(eg_change_edit(c, "log.csv", append, &race, &err));
	CHECK_OK(eg_change_commit(c, "Append", &fixture_who, NULL, &err));
	/* The work tree was compared with the new HEAD too. */
	CHECK_INT(race.calls, 2);
	CHECK_STR(sh_out("cat log.csv; git log --format=%s | head -2"),
	    "one\ntheirs\nours\nAppend\ntheirs");
	fixture_sound("");
	eg_change_free(c);
	eg_repo_free(r);
}

static void
edit__twice_of_one_file__does_both(void **state)
{
	struct race race = {0};
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	struct eg_change *c = eg_change_new(r);

	(void)state;
	CHECK_OK(eg_change_put(c, "log.csv", "head\n", 5, NULL, NULL, &err));
	CHECK_OK(eg_change_edit(c, "log.csv", append, &race, &err));
	CHECK_OK(eg_change_edit(c, "log.csv", append, &race, &err));
	CHECK_OK(eg_change_commit(c, "Append", &fixture_who, NULL, &err));
	CHECK_STR(sh_out("cat log.csv"), "head\nours\nours");
	eg_change_free(c);
	eg_repo_free(r);
}

static void
put__of_a_file_that_changed_since_it_was_read__is_a_race(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo(), *other = fixture_open();
	struct eg_change *c = eg_change_new(r);
	char id[EG_OID_HEX];

	(void)state;
	CHECK_OK(fixture_put(r, "a.md", "one\n", &err));
	CHECK_OK(eg_repo_blob_id(r, NULL, "a.md", id, &err));
	CHECK_OK(eg_change_put(c, "a.md", "two\n", 4, id, NULL, &err));
	CHECK_OK(fixture_put(other, "a.md", "theirs\n", &err));
	CHECK_INT(eg_change_commit(c, "x", &fixture_who, NULL, &err), EG_ERR_RACE);
	CHECK_OK(eg_change_put(c, "a.md", "two\n", 4, "", NULL, &err));
	CHECK_INT(eg_change_commit(c, "x", &fixture_who, NULL, &err), EG_ERR_RACE);
	fixture_sound("");
	CHECK_OK(eg_repo_blob_id(r, NULL, "a.md", id, &err));
	CHECK_OK(eg_change_put(c, "a.md", "two\n", 4, id, NULL, &err));
	CHECK_OK(eg_change_commit(c, "x", &fixture_who, NULL, &err));
	eg_change_free(c);
	eg_repo_free(r);
	eg_repo_free(other);
}

static void
commit__by_eight_processes_at_once__loses_no_line(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	enum { PROCESSES = 8, ROUNDS = 12 };

	(void)state;
	eg_repo_free(r);
	for (int p = 0; p < PROCESSES; p++) {
		pid_t pid = fork();

		if (pid == 0) {
			for (int i = 0; i < ROUNDS; i++) {
				struct race race = {0};
				struct eg_change *c;

				if (eg_repo_open(fixture_dir, false, &r, &err) != EG_OK)
					_exit(1);
				c = eg_change_new(r);
				if (eg_change_edit(c, "log.csv", append, &race, &err) != EG_OK ||
				    eg_change_commit(c, "Append", &fixture_who, NULL, &err) !=
					EG_OK) {
					fprintf(stderr, "%s\n", err.msg);
					_exit(1);
				}
				eg_change_free(c);
				eg_repo_free(r);
			}
			_exit(0);
		}
	}
	for (int p = 0; p < PROCESSES; p++) {
		int status;

		wait(&status);
		CHECK_INT(status, 0);
	}
	CHECK_STR(sh_out("grep -c ours log.csv; git rev-list --count HEAD"), "96\n97");
	fixture_sound("");
}

/* ---- locks and crashes ---- */

static void
commit__while_git_holds_the_index__waits_then_says_so(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();

	(void)state;
	CHECK_INT(sh("touch .git/index.lock; (sleep 0.3; rm .git/index.lock) & true"), 0);
	CHECK_OK(fixture_put(r, "a.md", "one\n", &err));
	CHECK_INT(sh("touch .git/index.lock"), 0);
	CHECK_INT(fixture_put(r, "a.md", "two\n", &err), EG_ERR_LOCKED);
	CHECK_HAS(err.hint, "index.lock");
	CHECK_STR(
	    sh_out(
		"ls .git/index.lock; rm .git/index.lock; cat a.md; git log --format=%s | head -1"),
	    ".git/index.lock\none\nPut");
	fixture_sound("");
	eg_repo_free(r);
}

/* As if killed after the ref moved: the journal is there, our index.lock, some files; nothing else
 * followed. */
static void
crash(const char *after)
{
	char command[2048];

	CHECK_INT(
	    sh("git rev-parse HEAD >old; mkdir -p .git/engross/tmp; echo junk >.git/engross/tmp/1;"
	       "echo >.git/engross/index-mark; ln .git/engross/index-mark .git/index.lock"),
	    0);
	snprintf(command, sizeof(command),
	    "export GIT_INDEX_FILE=$PWD/.git/tmp-index; git read-tree HEAD;"
	    "git update-index --add --cacheinfo 100644,$(printf 'new\\n' | git hash-object -w "
	    "--stdin),a/b.md;"
	    "git update-index --add --cacheinfo 100644,$(printf 'new\\n' | git hash-object -w "
	    "--stdin),a/c.md;"
	    "git update-index --remove --force-remove gone.md;"
	    "git commit-tree -p HEAD -m crashed $(git write-tree) >new; rm .git/tmp-index;"
	    "printf 'engross-journal 1\\nref refs/heads/main\\nold %%s\\nnew %%s\\npath "
	    "a/b.md\\npath a/c.md\\npath gone.md\\nend\\n' $(cat old) $(cat new) "
	    ">.git/engross/journal;"
	    "%s; rm -f old new",
	    after);
	CHECK_INT(sh(command), 0);
}

static void
open__after_a_crash_behind_the_ref__finishes(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();

	(void)state;
	CHECK_OK(fixture_put(r, "a/b.md", "old\n", &err));
	CHECK_OK(fixture_put(r, "gone.md", "old\n", &err));
	CHECK_OK(fixture_put(r, "other.md", "old\n", &err));
	eg_repo_free(r);
	CHECK_INT(sh("printf 'edit\\n' >other.md"), 0);
	crash("git update-ref refs/heads/main $(cat new)");
	r = fixture_open();
	fixture_sound(" M other.md");
	CHECK_STR(sh_out("cat a/b.md a/c.md other.md; ls; git log -1 --format=%s"),
	    "new\nnew\nedit\na\nengross.yaml\nother.md\ncrashed");
	eg_repo_free(r);
}

static void
open__after_a_crash_before_the_ref__undoes(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();

	(void)state;
	CHECK_OK(fixture_put(r, "a/b.md", "old\n", &err));
	CHECK_OK(fixture_put(r, "gone.md", "old\n", &err));
	eg_repo_free(r);
	crash("true");
	r = fixture_open();
	fixture_sound("");
	CHECK_STR(sh_out("cat a/b.md gone.md; git log -1 --format=%s"), "old\nold\nPut");
	eg_repo_free(r);
}

static void
open__after_a_crash_and_a_persons_edit__keeps_the_edit(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();

	(void)state;
	CHECK_OK(fixture_put(r, "a/b.md", "old\n", &err));
	CHECK_OK(fixture_put(r, "gone.md", "old\n", &err));
	eg_repo_free(r);
	crash("git update-ref refs/heads/main $(cat new); printf 'mine\\n' >a/b.md");
	r = fixture_open();
	CHECK_STR(sh_out("cat a/b.md a/c.md; ls .git/engross; git fsck --no-dangling"),
	    "mine\nnew\nlock");
	eg_repo_free(r);
}

static void
open__after_a_crash_in_the_ref__frees_its_lock(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();

	(void)state;
	CHECK_OK(fixture_put(r, "a/b.md", "old\n", &err));
	CHECK_OK(fixture_put(r, "gone.md", "old\n", &err));
	eg_repo_free(r);
	crash("cp new .git/refs/heads/main.lock");
	r = fixture_open();
	CHECK_OK(fixture_put(r, "a/b.md", "newest\n", &err));
	fixture_sound("");
	eg_repo_free(r);
}

static void
open__while_another_works__leaves_its_journal(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	int ready[2];
	char byte;
	pid_t pid;

	(void)state;
	CHECK_OK(fixture_put(r, "a/b.md", "old\n", &err));
	CHECK_OK(fixture_put(r, "gone.md", "old\n", &err));
	eg_repo_free(r);
	crash("true");
	CHECK_INT(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		char path[300];
		int fd;

		snprintf(path, sizeof(path), "%s/.git/engross/lock", fixture_dir);
		fd = open(path, O_RDWR);
		if (fd < 0 || flock(fd, LOCK_EX) < 0 || write(ready[1], "x", 1) != 1)
			_exit(1);
		pause();
		_exit(0);
	}
	CHECK_INT(read(ready[0], &byte, 1), 1);
	r = fixture_open();
	eg_repo_free(r);
	CHECK_STR(sh_out("ls .git/engross"), "index-mark\njournal\nlock\ntmp");
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
	close(ready[0]);
	close(ready[1]);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, fixture_begin, fixture_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(commit__over_an_edited_file__is_refused_and_changes_nothing),
	    TEST(commit__beside_edits_and_staged_entries__leaves_them),
	    TEST(commit__of_text_that_an_editor_gave_cr__sees_no_edit),
	    TEST(change__outside_the_repository__is_refused),
	    TEST(change__through_a_link__is_refused),
	    TEST(edit__while_git_commits__is_made_again_on_the_new_head),
	    TEST(edit__twice_of_one_file__does_both),
	    TEST(put__of_a_file_that_changed_since_it_was_read__is_a_race),
	    TEST(commit__by_eight_processes_at_once__loses_no_line),
	    TEST(commit__while_git_holds_the_index__waits_then_says_so),
	    TEST(open__after_a_crash_behind_the_ref__finishes),
	    TEST(open__after_a_crash_before_the_ref__undoes),
	    TEST(open__after_a_crash_and_a_persons_edit__keeps_the_edit),
	    TEST(open__after_a_crash_in_the_ref__frees_its_lock),
	    TEST(open__while_another_works__leaves_its_journal),
	};

	return cmocka_run_group_tests(tests, fixture_home, fixture_home_end);
}
