/* The user's own git as a child: for signing and for what libgit2 lacks. By argument vector, never
 * through a shell. */
#define _XOPEN_SOURCE 700

#include "store/change.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ; /* handed on to the child as it is; never read here */

/* The environment of the child: ours, with who commits and when, if given. */
static char **
child_environment(const struct eg_store__identity *id)
{
	size_t n = 0, kept = 0;
	char **env;

	while (environ != NULL && environ[n] != NULL)
		n++;
	env = eg_calloc(n + 8, sizeof(*env));
	for (size_t i = 0; i < n; i++)
		if (id == NULL || strncmp(environ[i], "GIT_COMMITTER_", 14) != 0)
			env[kept++] = eg_strdup(environ[i]);
	if (id != NULL) {
		env[kept++] = eg_sprintf("GIT_COMMITTER_NAME=%s", id->name);
		env[kept++] = eg_sprintf("GIT_COMMITTER_EMAIL=%s", id->email);
		env[kept++] = eg_sprintf("GIT_COMMITTER_DATE=@%lld +0000", (long long)id->when);
	}
	return env;
}

static enum eg_rc
run(char **argv, char **env, int out, struct eg_buf *said, int in, int *status, struct eg_err *err)
{
	posix_spawn_file_actions_t actions;
	char chunk[4096];
	ssize_t got;
	pid_t pid;
	int code;

	posix_spawn_file_actions_init(&actions);
	if (out >= 0) {
		posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
		posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
		posix_spawn_file_actions_adddup2(&actions, out, STDERR_FILENO);
	}
	code = posix_spawnp(&pid, argv[0], &actions, NULL, argv, env);
	posix_spawn_file_actions_destroy(&actions);
	if (out >= 0)
		close(out);
	if (code != 0) {
		enum eg_rc rc = eg_store__errno(code, err, "cannot run git");

		eg_err_hint(err, "sudo apt-get install git");
		return rc;
	}
	while (
	    in >= 0 && ((got = read(in, chunk, sizeof(chunk))) > 0 || (got < 0 && errno == EINTR)))
		if (got > 0)
			eg_buf_add(said, chunk, (size_t)got);
	while (waitpid(pid, &code, 0) < 0 && errno == EINTR)
		continue;
	*status = WIFEXITED(code) ? WEXITSTATUS(code) : 128 + WTERMSIG(code);
	return EG_OK;
}

/* `dir` NULL: the folder that the process is in. */
static enum eg_rc
run_in(const char *dir, const char *const *args, const struct eg_store__identity *id,
    struct eg_buf *said, int *status, struct eg_err *err)
{
	char **env = child_environment(id), **argv;
	size_t n = 0, at = 0;
	int ends[2] = {-1, -1};
	enum eg_rc rc;

	while (args[n] != NULL)
		n++;
	argv = eg_calloc(n + 4, sizeof(*argv));
	argv[at++] = eg_strdup("git");
	if (dir != NULL) {
		argv[at++] = eg_strdup("-C");
		argv[at++] = eg_strdup(dir);
	}
	for (size_t i = 0; i < n; i++)
		argv[at++] = eg_strdup(args[i]);
	if (said != NULL && pipe(ends) < 0)
		rc = eg_store__errno(errno, err, "cannot run git");
	else {
		if (ends[0] >= 0) {
			(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
			(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
		}
		rc = run(argv, env, ends[1], said, ends[0], status, err);
		if (ends[0] >= 0)
			close(ends[0]);
	}
	for (size_t i = 0; argv[i] != NULL; i++)
		eg_free(argv[i]);
	for (size_t i = 0; env[i] != NULL; i++)
		eg_free(env[i]);
	eg_free(argv);
	eg_free(env);
	return rc;
}

enum eg_rc
eg_store__git(struct eg_repo *r, const char *const *args, const struct eg_store__identity *id,
    struct eg_buf *said, int *status, struct eg_err *err)
{
	return run_in(r->root != NULL ? r->root : r->git_dir, args, id, said, status, err);
}

enum eg_rc
eg_repo_git(struct eg_repo *r, const char *const *args, struct eg_buf *said, int *status,
    struct eg_err *err)
{
	return eg_store__git(r, args, NULL, said, status, err);
}

enum eg_rc
eg_git(const char *const *args, struct eg_buf *said, int *status, struct eg_err *err)
{
	return run_in(NULL, args, NULL, said, status, err);
}
