/* The repository from outside: what is written can be read back, by us and by git. */
#include "store_fixture.h"

/* For the address sanitizer: libgit2 1.5 forgets what it matched git's extensions with
 * (open__of_an_unsupported_extension…). */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libpcre2-8.so";
}

static void
init__in_a_new_folder__makes_a_sound_repository(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();

	(void)state;
	fixture_sound("");
	CHECK_STR(sh_out("git log --format='%an %ae %at %s' && git branch --show-current"),
	    "Test test@example.org 1790000000 Start the bill repository 'Test'\nmain");
	CHECK_STR(sh_out("cat engross.yaml .gitignore | grep -v '^#'"),
	    "engross: 1\nname: Test\nprivate/");
	CHECK_STR(sh_out("git check-attr text eol -- a.md prints/UT/2026/HB1/01-x.txt"),
	    "a.md: text: set\na.md: eol: lf\nprints/UT/2026/HB1/01-x.txt: text: "
	    "unset\nprints/UT/2026/HB1/01-x.txt: eol: lf");
	CHECK_STR(sh_out("git reflog | cut -d' ' -f2-"),
	    "HEAD@{0}: commit (initial): Start the bill repository 'Test'");
	eg_repo_free(r);
	CHECK_INT(eg_repo_init(fixture_dir, "Test", false, &fixture_who, &err), EG_ERR_EXISTS);
}

static void
init__of_an_existing_git_repository__adds_one_commit(void **state)
{
	struct eg_err err = {0};

	(void)state;
	CHECK_INT(sh("git init -q -b trunk && printf 'x\\n' >a && printf '*.o\\n' >.gitignore && "
		     "git add . && git commit -qm one"),
	    0);
	CHECK_OK(eg_repo_init(fixture_dir, "Test", false, &fixture_who, &err));
	CHECK_STR(sh_out("git log --format=%s && git branch --show-current && cat .gitignore | "
			 "grep -v '^#'"),
	    "Start the bill repository 'Test'\none\ntrunk\n*.o\nprivate/");
	fixture_sound("");
}

static void
init__bare__has_no_work_tree(void **state)
{
	struct eg_err err = {0};
	struct eg_buf b = EG_BUF_INIT;
	struct eg_repo *r;

	(void)state;
	CHECK_OK(eg_repo_init(fixture_dir, "Test", true, &fixture_who, &err));
	r = fixture_open();
	CHECK(eg_repo_root(r) == NULL);
	CHECK_OK(fixture_put(r, "bills/x/UT.md", "text\n", &err));
	CHECK_OK(eg_repo_read(r, NULL, "bills/x/UT.md", &b, &err));
	CHECK_STR(b.p, "text\n");
	CHECK_OK(eg_repo_read_current(r, "bills/x/UT.md", &b, &err));
	CHECK_STR(sh_out("git fsck --full --strict; ls engross"), "lock");
	eg_buf_clear(&b);
	eg_repo_free(r);
}

static void
open__outside_a_bill_repository__says_so(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r;

	(void)state;
	CHECK_INT(eg_repo_open(fixture_dir, true, &r, &err), EG_ERR_NO_REPO);
	CHECK_HAS(err.hint, "engross init");
	CHECK_INT(sh("git init -q"), 0);
	CHECK_INT(eg_repo_open(fixture_dir, true, &r, &err), EG_ERR_NO_REPO);
	CHECK_HAS(err.msg, "without bills");
	CHECK_INT(sh("printf 'engross: 2\\n' >engross.yaml"), 0);
	CHECK_INT(eg_repo_open(fixture_dir, true, &r, &err), EG_ERR_REPO);
	CHECK_HAS(err.hint, "newer engross");
	CHECK(r == NULL);
}

static void
open__of_an_unsupported_extension__names_the_command(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();

	(void)state;
	eg_repo_free(r);
	CHECK_INT(sh("git config core.repositoryformatversion 1 && git config "
		     "extensions.worktreeConfig true"),
	    0);
	CHECK_INT(eg_repo_open(fixture_dir, true, &r, &err), EG_ERR_REPO);
	CHECK_HAS(err.hint, "git config --unset extensions.worktreeConfig");
}

static void
open__of_another_users_repository__gives_the_command(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	char below[300], want[400];

	(void)state;
	eg_repo_free(r);
	snprintf(below, sizeof(below), "%s/a", fixture_dir);
	snprintf(want, sizeof(want), "git config --global --add safe.directory %s", fixture_dir);
	if (geteuid() != 0) {
		fprintf(stderr, "SKIP: only root can give a repository away\n");
		return;
	}
	CHECK_INT(sh("mkdir a && chown -R 12345 ."), 0);
	CHECK_INT(eg_repo_open(below, true, &r, &err), EG_ERR_OWNER);
	CHECK_HAS(err.msg, "belongs to another user");
	CHECK_STR(err.hint, want);
	CHECK_INT(sh("git config --global --add safe.directory '*'"), 0);
	CHECK_OK(eg_repo_open(fixture_dir, true, &r, &err));
	eg_repo_free(r);
	CHECK_INT(sh("rm $HOME/.gitconfig"), 0);
}

static void
commit__without_identity__gives_both_commands(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	struct eg_change *c = eg_change_new(r);

	(void)state;
	CHECK_OK(eg_change_put(c, "a.md", "x\n", 2, NULL, NULL, &err));
	CHECK_INT(eg_change_commit(c, "x\n", NULL, NULL, &err), EG_ERR_IDENTITY);
	CHECK_HAS(err.hint, "user.name");
	CHECK_HAS(err.hint, "user.email");
	CHECK_INT(sh("git config user.name 'A <B>' && git config user.email a@b.org"), 0);
	CHECK_OK(eg_change_commit(c, "x\n", NULL, NULL, &err));
	CHECK_STR(sh_out("git log -1 --format='%an|%ae'"), "A B|a@b.org");
	eg_change_free(c);
	eg_repo_free(r);
}

/* Texts alike but for a few words, in folders: goes through the pack. */
static struct eg_change *
many(struct eg_repo *r, int round)
{
	struct eg_change *c = eg_change_new(r);
	struct eg_err err = {0};
	struct eg_buf b = EG_BUF_INIT;
	char path[64];

	for (int t = 0; t < 5; t++)
		for (int s = 0; s < 30; s++) {
			eg_buf_reset(&b);
			for (int line = 0; line < 200; line++)
				eg_buf_printf(&b, "%d. The agency of state %d shall %x.%s\n", line,
				    line % 20 ? 0 : s, t * 7919 * (line + 1),
				    line == round ? " (amended)" : "");
			snprintf(path, sizeof(path), "bills/t%d/S%02d.md", t, s);
			CHECK_OK(eg_change_put(
			    c, path, b.p, b.n, NULL, s > 0 ? "bills/t0/S00.md" : NULL, &err));
		}
	eg_buf_clear(&b);
	return c;
}

static void
commit__of_many_files__is_one_small_pack(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	struct eg_change *c = many(r, -1);
	char id[EG_OID_HEX];

	(void)state;
	CHECK_OK(eg_change_commit(c, "Many\n", &fixture_who, id, &err));
	CHECK_STR(sh_out("git rev-parse HEAD"), id);
	fixture_sound("");
	CHECK_STR(sh_out("ls .git/objects/pack/*.pack | wc -l"), "1");
	CHECK_INT(sh("git verify-pack .git/objects/pack/*.idx"), 0);
	CHECK_INT(sh("test $(cat .git/objects/pack/*.pack | wc -c) -lt 40000"), 0);
	CHECK_INT(sh("git -c core.trustctime=true diff-files --quiet && git diff-index --cached "
		     "--quiet HEAD"),
	    0);
	/* The same again is nothing at all. */
	CHECK_OK(eg_change_commit(c, "Many\n", &fixture_who, id, &err));
	CHECK_STR(id, "");
	eg_change_free(c);
	c = many(r, 3);
	CHECK_OK(eg_change_commit(c, "Amend\n", &fixture_who, id, &err));
	fixture_sound("");
	CHECK_STR(sh_out("git log --format=%s"), "Amend\nMany\nStart the bill repository 'Test'");
	CHECK_INT(sh("rm -rf out && git worktree add -q out HEAD && diff -r bills out/bills"), 0);
	eg_change_free(c);
	eg_repo_free(r);
}

static void
commit__puts_removes_and_edits__in_one(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	struct eg_change *c;
	char id[EG_OID_HEX];

	(void)state;
	CHECK_OK(fixture_put(r, "a/b/c.md", "one\n", &err));
	CHECK_OK(fixture_put(r, "a/b.md", "two\n", &err));
	CHECK_OK(fixture_put(r, "a-b.md", "three\n", &err));
	c = eg_change_new(r);
	CHECK_OK(eg_change_remove(c, "a/b/c.md", &err));
	CHECK_OK(eg_change_remove(c, "not-there.md", &err));
	CHECK_OK(eg_change_put(c, "a/b.md", "", 0, NULL, NULL, &err));
	CHECK_OK(eg_change_commit(c, "Change", &fixture_who, id, &err));
	CHECK_STR(
	    sh_out("git ls-tree -r --name-only HEAD; ls a; git log -1 --name-status --format=%B"),
	    ".gitattributes\n.gitignore\na-b.md\na/b.md\nengross.yaml\nb.md\nChange\n\n\nM\ta/"
	    "b.md\nD\ta/b/c.md");
	fixture_sound("");
	eg_change_free(c);
	/* A file cannot take a folder's place, nor the other way round. */
	c = eg_change_new(r);
	CHECK_OK(eg_change_put(c, "a", "x", 1, NULL, NULL, &err));
	CHECK_INT(eg_change_commit(c, "x", &fixture_who, NULL, &err), EG_ERR_USAGE);
	eg_change_free(c);
	c = eg_change_new(r);
	CHECK_OK(eg_change_put(c, "a-b.md/x.md", "x", 1, NULL, NULL, &err));
	CHECK_INT(eg_change_commit(c, "x", &fixture_who, NULL, &err), EG_ERR_USAGE);
	eg_change_free(c);
	eg_repo_free(r);
	fixture_sound("");
}

static void
commit__on_a_detached_head__moves_head_alone(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();

	(void)state;
	CHECK_INT(sh("git checkout -q --detach"), 0);
	CHECK_OK(fixture_put(r, "a.md", "x\n", &err));
	CHECK_STR(sh_out("git log --format=%s HEAD; git log --format=%s main"),
	    "Put\nStart the bill repository 'Test'\nStart the bill repository 'Test'");
	fixture_sound("");
	eg_repo_free(r);
}

static void
commit__in_a_linked_work_tree__moves_its_branch(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	char dir[300];

	(void)state;
	eg_repo_free(r);
	CHECK_INT(sh("git worktree add -q -b side side"), 0);
	snprintf(dir, sizeof(dir), "%s/side", fixture_dir);
	CHECK_OK(eg_repo_open(dir, false, &r, &err));
	CHECK_OK(fixture_put(r, "a.md", "x\n", &err));
	CHECK_STR(sh_out("git log --format=%s side -- | head -1; git -C side status --short; cat "
			 "side/a.md; git fsck --no-dangling"),
	    "Put\nx");
	eg_repo_free(r);
}

static enum eg_rc
name(void *ctx, const char *path, const char blob[EG_OID_HEX], struct eg_err *err)
{
	(void)err;
	eg_buf_printf(ctx, "%s %.4s\n", path, blob);
	return EG_OK;
}

static void
walk__of_what_the_user_has_now__is_sorted_and_whole(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	struct eg_buf b = EG_BUF_INIT, want = EG_BUF_INIT;

	(void)state;
	CHECK_OK(fixture_put(r, "bills/x/UT.md", "1\n", &err));
	CHECK_OK(fixture_put(r, "bills/x/CO.md", "3\n", &err));
	CHECK_INT(sh("printf '4\\n' >bills/x/AA.md; rm bills/x/CO.md; printf '5\\n' "
		     ">bills/x/UT.md; mkdir bills/a private;"
		     "printf '6\\n' >bills/a/NY.md; cp bills/a/NY.md private"),
	    0);
	CHECK_OK(eg_repo_walk(r, "", "bills/", name, &b, &err));
	eg_buf_puts(&want, sh_out("for f in bills/a/NY.md bills/x/AA.md bills/x/UT.md; do echo $f "
				  "$(git hash-object $f | cut -c1-4); done"));
	eg_buf_putc(&want, '\n');
	CHECK_STR(b.p, want.p);
	CHECK(eg_repo_has(r, "", "bills/a/NY.md"));
	CHECK(!eg_repo_has(r, NULL, "bills/a/NY.md"));
	CHECK_OK(eg_repo_read(r, "", "bills/x/UT.md", &b, &err));
	CHECK_STR(b.p, "5\n");
	CHECK_INT(eg_repo_read(r, NULL, "bills", &b, &err), EG_ERR_NOT_FOUND);
	eg_buf_clear(&b);
	eg_buf_clear(&want);
	eg_repo_free(r);
}

static enum eg_rc
subject(void *ctx, const struct eg_commit_info *c, struct eg_err *err)
{
	(void)err;
	eg_buf_printf(
	    ctx, "%.*s %lld\n", (int)strcspn(c->message, "\n"), c->message, (long long)c->when);
	return EG_OK;
}

static void
log__of_a_path__has_what_git_log_has(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	struct eg_buf b = EG_BUF_INIT, want = EG_BUF_INIT;

	(void)state;
	CHECK_OK(fixture_put(r, "bills/x/UT.md", "1\n", &err));
	CHECK_OK(fixture_put(r, "bills/y/UT.md", "1\n", &err));
	CHECK_OK(fixture_put(r, "bills/x/UT.md", "2\n", &err));
	CHECK_INT(sh("git rm -q bills/x/UT.md && git commit -qm gone --date=@1790000100"), 0);
	for (int k = 0; k < 3; k++) {
		static const char *const paths[] = {"bills/x/UT.md", "bills/x", ""};
		char command[200];

		eg_buf_reset(&b);
		eg_buf_reset(&want);
		snprintf(command, sizeof(command), "git log --format='%%s %%ct' -- %s",
		    paths[k][0] ? paths[k] : ".");
		eg_buf_puts(&want, sh_out(command));
		eg_buf_putc(&want, '\n');
		CHECK_OK(eg_repo_log(r, NULL, paths[k], 0, subject, &b, &err));
		CHECK_STR(b.p, want.p);
	}
	eg_buf_reset(&b);
	CHECK_OK(eg_repo_log(r, NULL, "bills/x", 1, subject, &b, &err));
	CHECK_INT(strncmp(b.p, "gone", 4), 0);
	eg_buf_clear(&b);
	eg_buf_clear(&want);
	eg_repo_free(r);
}

static enum eg_rc
version(void *ctx, const char *v, const char commit[EG_OID_HEX], int64_t when, struct eg_err *err)
{
	(void)commit;
	(void)err;
	eg_buf_printf(ctx, "%s %lld\n", v, (long long)when);
	return EG_OK;
}

static void
release__is_an_annotated_tag__never_moved(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	struct eg_buf b = EG_BUF_INIT;
	static const char *const versions[] = {"1.10.0", "1.2.0", "1.2.0-rc1", "2.0.0"};
	char head[EG_OID_HEX];

	(void)state;
	CHECK_OK(eg_repo_resolve(r, NULL, NULL, head, &err));
	for (int i = 0; i < 4; i++)
		CHECK_OK(eg_repo_release(
		    r, "x", versions[i], head, "Release", &fixture_who, false, &err));
	CHECK_INT(sh("git tag x/light && git tag -m m xy/9.0.0"), 0);
	CHECK_OK(fixture_put(r, "a.md", "x\n", &err));
	CHECK_INT(eg_repo_release(r, "x", "1.2.0", head, "Release", &fixture_who, false, &err),
	    EG_ERR_EXISTS);
	CHECK_OK(eg_repo_releases(r, "x", version, &b, &err));
	CHECK_STR(
	    b.p, "1.2.0-rc1 1790000000\n1.2.0 1790000000\n1.10.0 1790000000\n2.0.0 1790000000\n");
	CHECK_STR(sh_out("git cat-file tag x/1.2.0 | tail -n +2"),
	    "type commit\ntag x/1.2.0\ntagger Test <test@example.org> 1790000000 +0000\n\nRelease");
	fixture_sound("");
	eg_buf_clear(&b);
	eg_repo_free(r);
}

static void
release__signed_without_a_key__says_why(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	char head[EG_OID_HEX];

	(void)state;
	CHECK_OK(eg_repo_resolve(r, NULL, NULL, head, &err));
	CHECK_INT(sh("git config gpg.program /bin/false"), 0);
	CHECK_INT(
	    eg_repo_release(r, "x", "1.0.0", head, "R", &fixture_who, true, &err), EG_ERR_REPO);
	CHECK_HAS(err.msg, "could not sign 'x/1.0.0'");
	CHECK_STR(sh_out("git tag"), "");
	eg_repo_free(r);
}

static void
resolve__tries_version_tag_day_revision__in_that_order(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	char got[EG_OID_HEX], first[EG_OID_HEX], second[EG_OID_HEX];

	(void)state;
	CHECK_OK(eg_repo_resolve(r, NULL, "HEAD", first, &err));
	CHECK_INT(
	    sh("GIT_COMMITTER_DATE='2026-09-30T23:59:59Z' git commit -q --allow-empty -m second"),
	    0);
	CHECK_OK(eg_repo_resolve(r, NULL, "", second, &err));
	CHECK_INT(sh("GIT_COMMITTER_DATE='2026-10-02T00:00:00Z' git commit -q --allow-empty -m "
		     "third; git tag -m m x/1.0 HEAD~2; git tag 1.0 HEAD~1;"
		     "git tag 2026-10-02 HEAD~2"),
	    0);
	CHECK_OK(eg_repo_resolve(r, "x", "1.0", got, &err));
	CHECK_STR(got, first);
	CHECK_OK(eg_repo_resolve(r, "y", "1.0", got, &err));
	CHECK_STR(got, second);
	CHECK_OK(eg_repo_resolve(r, NULL, "2026-10-02", got, &err));
	CHECK_STR(got, first);
	CHECK_OK(eg_repo_resolve(r, NULL, "2026-09-30", got, &err));
	CHECK_STR(got, second);
	CHECK_OK(eg_repo_resolve(r, NULL, "2026-09-29", got, &err));
	CHECK_STR(got, first);
	CHECK_OK(eg_repo_resolve(r, NULL, "main~1", got, &err));
	CHECK_STR(got, second);
	second[8] = '\0';
	CHECK_OK(eg_repo_resolve(r, NULL, second, got, &err));
	CHECK_INT(eg_repo_resolve(r, NULL, "2020-01-01", got, &err), EG_ERR_NOT_FOUND);
	CHECK_HAS(err.hint, "2026-09-21");
	CHECK_INT(eg_repo_resolve(r, "x", "9.9", got, &err), EG_ERR_NOT_FOUND);
	CHECK_INT(eg_repo_resolve(r, NULL, "HEAD:engross.yaml", got, &err), EG_ERR_NOT_FOUND);
	CHECK_INT(eg_repo_resolve(r, NULL, "..", got, &err), EG_ERR_NOT_FOUND);
	eg_repo_free(r);
}

static void
locate__prints__by_number_session_and_stage(void **state)
{
	struct eg_err err = {0};
	struct eg_repo *r = fixture_repo();
	char path[4096], commit[EG_OID_HEX];
	struct eg_address a;

	(void)state;
	CHECK_OK(fixture_put(r, "prints/UT/2025/HB0057/01-introduced.txt", "1\n", &err));
	CHECK_OK(fixture_put(r, "prints/UT/2025/HB0057/09-enrolled.txt", "2\n", &err));
	CHECK_OK(fixture_put(r, "prints/UT/2025/HB0057/10-enrolled.txt", "3\n", &err));
	CHECK_OK(fixture_put(r, "prints/UT/2025/HB0057/11-x.pdf", "3\n", &err));
	CHECK_OK(eg_address_parse("UT/h.b. 0057", &a, &err));
	CHECK_OK(eg_address_locate(r, &a, path, commit, &err));
	CHECK_STR(path, "prints/UT/2025/HB0057/10-enrolled.txt");
	CHECK_STR(commit, "");
	CHECK_OK(eg_address_parse("UT/HB0057:enrolled@HEAD~2", &a, &err));
	CHECK_OK(eg_address_locate(r, &a, path, commit, &err));
	CHECK_STR(path, "prints/UT/2025/HB0057/09-enrolled.txt");
	CHECK_INT(strlen(commit), 40);
	CHECK_OK(eg_address_parse("UT/2025/HB0057:1", &a, &err));
	CHECK_OK(eg_address_locate(r, &a, path, commit, &err));
	CHECK_STR(path, "prints/UT/2025/HB0057/01-introduced.txt");
	CHECK_OK(eg_address_parse("UT/HB0057:chaptered", &a, &err));
	CHECK_INT(eg_address_locate(r, &a, path, commit, &err), EG_ERR_NOT_FOUND);
	CHECK_HAS(err.hint, "01-introduced, 09-enrolled");
	CHECK_OK(eg_address_parse("UT/HB1", &a, &err));
	CHECK_INT(eg_address_locate(r, &a, path, commit, &err), EG_ERR_NOT_FOUND);
	CHECK_OK(fixture_put(r, "prints/UT/2026/hb-0057/01-introduced.txt", "1\n", &err));
	CHECK_OK(eg_address_parse("UT/HB0057", &a, &err));
	CHECK_INT(eg_address_locate(r, &a, path, commit, &err), EG_ERR_AMBIGUOUS);
	CHECK_HAS(err.hint, "UT/2025/HB0057, UT/2026/HB0057");
	CHECK_OK(eg_address_parse("UT/2026/HB0057", &a, &err));
	CHECK_OK(eg_address_locate(r, &a, path, commit, &err));
	CHECK_STR(path, "prints/UT/2026/hb-0057/01-introduced.txt");
	CHECK_OK(eg_address_parse("x/UT-b", &a, &err));
	CHECK_INT(eg_address_locate(r, &a, path, commit, &err), EG_ERR_NOT_FOUND);
	CHECK_HAS(err.hint, "engross draft x --for UT");
	CHECK_INT(sh("mkdir -p bills/x && echo >bills/x/UT-b.md"), 0);
	CHECK_OK(eg_address_locate(r, &a, path, commit, &err));
	CHECK_STR(path, "bills/x/UT-b.md");
	eg_repo_free(r);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, fixture_begin, fixture_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(init__in_a_new_folder__makes_a_sound_repository),
	    TEST(init__of_an_existing_git_repository__adds_one_commit),
	    TEST(init__bare__has_no_work_tree),
	    TEST(open__outside_a_bill_repository__says_so),
	    TEST(open__of_an_unsupported_extension__names_the_command),
	    TEST(open__of_another_users_repository__gives_the_command),
	    TEST(commit__without_identity__gives_both_commands),
	    TEST(commit__of_many_files__is_one_small_pack),
	    TEST(commit__puts_removes_and_edits__in_one),
	    TEST(commit__on_a_detached_head__moves_head_alone),
	    TEST(commit__in_a_linked_work_tree__moves_its_branch),
	    TEST(walk__of_what_the_user_has_now__is_sorted_and_whole),
	    TEST(log__of_a_path__has_what_git_log_has),
	    TEST(release__is_an_annotated_tag__never_moved),
	    TEST(release__signed_without_a_key__says_why),
	    TEST(resolve__tries_version_tag_day_revision__in_that_order),
	    TEST(locate__prints__by_number_session_and_stage),
	};

	return cmocka_run_group_tests(tests, fixture_home, fixture_home_end);
}
