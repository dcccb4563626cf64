/* A filter program between two pipes, with a clock. */
#include "base/spawn.h"

#include "base/time.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static bool
find_program(const char *name, char path[256])
{
	static const char *const folders[] = {
	    "/usr/bin", "/usr/local/bin", "/bin", "/opt/homebrew/bin"};

	for (size_t i = 0; i < EG_COUNT(folders); i++) {
		snprintf(path, 256, "%s/%s", folders[i], name);
		if (access(path, X_OK) == 0)
			return true;
	}
	return false;
}

struct pipes {
	int in[2], out[2];
};

static void
close_one(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Read ends never block us, and none of the four reaches another child. */
static bool
open_pipes(struct pipes *p)
{
	p->in[0] = p->in[1] = p->out[0] = p->out[1] = -1;
	if (pipe(p->in) != 0 || pipe(p->out) != 0)
		return false;
	for (int i = 0; i < 2; i++) {
		fcntl(p->in[i], F_SETFD, FD_CLOEXEC);
		fcntl(p->out[i], F_SETFD, FD_CLOEXEC);
	}
	fcntl(p->in[1], F_SETFL, O_NONBLOCK);
	return true;
}

static int
start(const char *path, const char *const *argv, const struct pipes *p, pid_t *pid)
{
	static char locale[] = "LC_ALL=C.UTF-8";
	char *env[] = {locale, NULL}, *args[16] = {NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	sigset_t none;
	int code;

	for (size_t i = 0; argv[i] != NULL && i + 1 < EG_COUNT(args); i++)
		memcpy(&args[i], &argv[i], sizeof(args[i])); /* posix_spawn does not change them */
	sigemptyset(&none);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, p->in[0], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, p->out[1], STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	code = posix_spawn(pid, path, &actions, &attr, args, env);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attr);
	return code;
}

/* Feed and drain until the program closes its output. False when the clock runs out. */
static bool
pump(struct pipes *p, const char *in, size_t n, int seconds, struct eg_buf *out)
{
	int64_t end = eg_time_mono_ns() + (int64_t)seconds * 1000000000;
	char some[65536];

	for (;;) {
		struct pollfd fds[2] = {{p->out[0], POLLIN, 0}, {p->in[1], POLLOUT, 0}};
		int64_t left = (end - eg_time_mono_ns()) / 1000000;
		ssize_t k;

		if (left <= 0 || poll(fds, p->in[1] >= 0 ? 2 : 1, (int)left) == 0)
			return false;
		if (fds[0].revents != 0) {
			k = read(p->out[0], some, sizeof(some));
			if (k < 0 && errno == EINTR)
				continue;
			if (k <= 0)
				return k == 0;
			eg_buf_add(out, some, (size_t)k);
			if (out->overflow)
				return false;
		}
		if (p->in[1] >= 0 && fds[1].revents != 0) {
			k = n > 0 ? write(p->in[1], in, n) : 0;
			if (k > 0) {
				in += k;
				n -= (size_t)k;
			}
			if (n == 0 || (k < 0 && errno != EAGAIN && errno != EINTR))
				close_one(&p->in[1]);
		}
	}
}

enum eg_rc
eg_spawn_filter(const char *const *argv, const char *in, size_t n, int seconds, struct eg_buf *out,
    struct eg_err *err)
{
	char path[256];
	struct pipes p;
	sigset_t pipes, before;
	struct timespec now = {0, 0};
	pid_t pid;
	int status = 0, code;
	bool fine;

	if (!find_program(argv[0], path))
		return eg_err_set(err, EG_ERR_NOT_FOUND, "%s is not installed", argv[0]);
	if (!open_pipes(&p) || (code = start(path, argv, &p, &pid)) != 0) {
		for (int i = 0; i < 2; i++) {
			close_one(&p.in[i]);
			close_one(&p.out[i]);
		}
		return eg_err_set(err, EG_ERR_SYSTEM, "cannot run %s", argv[0]);
	}
	close_one(&p.in[0]);
	close_one(&p.out[1]);
	/* a program that leaves early must not end us */
	sigemptyset(&pipes);
	sigaddset(&pipes, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &pipes, &before);
	fine = pump(&p, in, n, seconds, out);
	while (sigtimedwait(&pipes, NULL, &now) == SIGPIPE)
		;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!fine)
		kill(pid, SIGKILL);
	close_one(&p.in[1]);
	close_one(&p.out[0]);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (!fine || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return eg_err_set(err, EG_ERR_DATA, "%s could not read it", argv[0]);
	return EG_OK;
}
