/* For tests of the store: a fresh folder as HOME and place of the repository, git as a judge that
 * is not libgit2. */
#ifndef EG_TEST_STORE_FIXTURE_H
#define EG_TEST_STORE_FIXTURE_H

#include "check.h"

#include "base/path.h"

#include <engross/store.h>
#include <sys/wait.h>

static char fixture_dir[256];
static const struct eg_signer fixture_who = {"Test", "test@example.org", 1790000000, 0};

static inline void
fixture_set(const char *name, const char *value)
{
	if (setenv(name, value, 1) != 0)
		abort();
}

/* Run a shell command in the fixture's folder; its exit status. */
static inline int
sh(const char *command)
{
	char line[4096];
	int status;

	snprintf(line, sizeof(line), "cd '%s' && { %s ; }", fixture_dir, command);
	status = system(line);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

/* Standard output of a shell command, without the last line feed. Static buffer. */
static inline const char *
sh_out(const char *command)
{
	static char out[65536];
	char line[4096];
	size_t n;
	FILE *f;

	snprintf(line, sizeof(line), "cd '%s' && { %s ; } 2>&1", fixture_dir, command);
	f = popen(line, "r");
	n = fread(out, 1, sizeof(out) - 1, f);
	pclose(f);
	while (n > 0 && out[n - 1] == '\n')
		n--;
	out[n] = '\0';
	return out;
}

static inline int
fixture_begin(void **state)
{
	(void)state;
	snprintf(fixture_dir, sizeof(fixture_dir), "/tmp/engross-store-XXXXXX");
	if (mkdtemp(fixture_dir) == NULL)
		return -1;
	fixture_set("GIT_CONFIG_NOSYSTEM", "1");
	fixture_set("GIT_AUTHOR_NAME", "Git");
	fixture_set("GIT_AUTHOR_EMAIL", "git@example.org");
	fixture_set("GIT_COMMITTER_NAME", "Git");
	fixture_set("GIT_COMMITTER_EMAIL", "git@example.org");
	return 0;
}

static inline int
fixture_end(void **state)
{
	char line[512];

	(void)state;
	snprintf(line, sizeof(line), "rm -rf '%s'", fixture_dir);
	return system(line);
}

/* Before libgit2 is first used: a home without configuration. */
static inline int
fixture_home(void **state)
{
	static char home[] = "/tmp/engross-home-XXXXXX";

	(void)state;
	if (mkdtemp(home) == NULL)
		return -1;
	fixture_set("HOME", home);
	fixture_set("XDG_CONFIG_HOME", home);
	return 0;
}

static inline int
fixture_home_end(void **state)
{
	(void)state;
	return rmdir(getenv("HOME"));
}

static inline struct eg_repo *
fixture_open(void)
{
	struct eg_err err = {0};
	struct eg_repo *r;

	CHECK_OK(eg_repo_open(fixture_dir, false, &r, &err));
	return r;
}

static inline struct eg_repo *
fixture_repo(void)
{
	struct eg_err err = {0};

	CHECK_OK(eg_repo_init(fixture_dir, "Test", false, &fixture_who, &err));
	return fixture_open();
}

/* One file, one commit. */
static inline enum eg_rc
fixture_put(struct eg_repo *r, const char *path, const char *text, struct eg_err *err)
{
	struct eg_change *c = eg_change_new(r);
	enum eg_rc rc = eg_change_put(c, path, text, strlen(text), NULL, NULL, err);

	if (rc == EG_OK)
		rc = eg_change_commit(c, "Put\n", &fixture_who, NULL, err);
	eg_change_free(c);
	return rc;
}

/* git finds nothing wrong, and nothing changed but what `status` says. */
static inline void
fixture_sound(const char *status)
{
	CHECK_STR(sh_out("git fsck --full --strict --no-dangling"), "");
	CHECK_STR(sh_out("git status --short"), status);
	CHECK_STR(sh_out("ls .git/engross; test ! -e .git/index.lock || echo locked"), "lock");
}

#endif
