/* A process that does nothing but commit is killed after a random time, again and again: git must
 * find nothing wrong at that moment, and opening the repository must bring work tree and index up
 * to HEAD. Seeds are fixed; where the blow falls is the machine's doing. */
#include "store_fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <time.h>

enum { ROUNDS = 60, MOST = 8 * ROUNDS, LONGEST_US = 40000 };

/* Until the blows have met a commit at its critical steps the test proves nothing. */
static bool
proved(size_t journals, size_t temps)
{
	return journals > 0 && temps > ROUNDS / 6;
}

static unsigned
next(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

/* Commits for ever: one file, then thirty and one removed, in turn. */
static void
work(unsigned seed, int ready)
{
	struct eg_repo *r = NULL;
	struct eg_err err = {0};
	char path[64], text[4096];

	if (eg_repo_open(fixture_dir, false, &r, &err) != EG_OK)
		_exit(1);
	if (write(ready, "x", 1) != 1)
		_exit(1);
	for (unsigned i = 0;; i++) {
		struct eg_change *c = eg_change_new(r);
		unsigned files = i % 2 ? 30 : 1;
		enum eg_rc rc = EG_OK;

		for (unsigned f = 0; f < files && rc == EG_OK; f++) {
			for (size_t at = 0; at < sizeof(text); at++)
				text[at] = (char)('a' + (at * 7919 + at / 80 + f) % 26);
			snprintf(text, 64, "commit %u of %u, file %u", i, seed, f);
			if (f < 12) /* a folder that is new comes to its place as a whole */
				snprintf(path, sizeof(path), "bills/n%u-%u/S%u.md", seed, i, f);
			else
				snprintf(path, sizeof(path), "bills/t%u/S%u.md", f % 3, f);
			rc = eg_change_put(c, path, text, sizeof(text), NULL, NULL, &err);
		}
		snprintf(path, sizeof(path), "bills/gone%u/x.md", i % 3);
		if (rc == EG_OK)
			rc = i % 4 == 3 ? eg_change_remove(c, path, &err)
					: eg_change_put(c, path, text, 100, NULL, NULL, &err);
		if (rc != EG_OK ||
		    eg_change_commit(c, "Work\n", &fixture_who, NULL, &err) != EG_OK) {
			fprintf(stderr, "%s\n", err.msg);
			_exit(1);
		}
		eg_change_free(c);
	}
}

static void
kill__at_any_moment__loses_nothing(void **state)
{
	struct eg_err err = {0};
	unsigned seed = 20261122;
	size_t journals = 0, temps = 0;

	(void)state;
	eg_repo_free(fixture_repo());
	/* a busy machine gets further rounds, with more time for the process to work */
	for (unsigned round = 0; round < ROUNDS || (round < MOST && !proved(journals, temps));
	     round++) {
		long longest = LONGEST_US * (1 + (long)round / ROUNDS);
		struct timespec nap = {0, 1000L * (500 + (long)next(&seed) % longest)};
		struct eg_repo *r;
		int status, ready[2];
		char byte;
		pid_t pid;

		CHECK_INT(pipe(ready), 0);
		pid = fork();
		if (pid == 0)
			work(round, ready[1]);
		CHECK_INT(read(ready[0], &byte, 1), 1);
		close(ready[0]);
		close(ready[1]);
		nanosleep(&nap, NULL);
		kill(pid, SIGKILL);
		waitpid(pid, &status, 0);
		CHECK(WIFSIGNALED(status));
		journals += sh("test -e .git/engross/journal") == 0;
		temps += sh("test -e .git/engross/tmp") == 0;
		CHECK_STR(sh_out("git fsck --full --strict --no-dangling"), "");
		CHECK_OK(eg_repo_open(fixture_dir, round % 3 == 0, &r, &err));
		eg_repo_free(r);
		fixture_sound("");
	}
	CHECK(proved(journals, temps));
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, fixture_begin, fixture_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(kill__at_any_moment__loses_nothing),
	};

	return cmocka_run_group_tests(tests, fixture_home, fixture_home_end);
}
