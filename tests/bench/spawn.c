/*
 * How long commands take: spawn ROUNDS COMMAND… [-- COMMAND…]…
 *
 * Runs the commands in turn, ROUNDS times (after one round that does not count, if ROUNDS > 1), standard output thrown away, and prints a
 * line for each: median, least and most microseconds, peak memory in kB, exit status of the last run. A process is started with
 * posix_spawn, so that neither a shell nor the size of this program weighs in.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

enum { COMMANDS_MAX = 64, ROUNDS_MAX = 10000 };

struct command {
	char **argv;
	double us[ROUNDS_MAX];
	long rss_kb;
	int status;
};

static struct command command[COMMANDS_MAX];

static double
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int
less(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
run(struct command *c, int round)
{
	posix_spawn_file_actions_t to;
	struct rusage used;
	pid_t pid;
	double from;
	int rc, status = 0;

	posix_spawn_file_actions_init(&to);
	posix_spawn_file_actions_addopen(&to, 1, "/dev/null", O_WRONLY, 0);
	from = now_us();
	rc = posix_spawnp(&pid, c->argv[0], &to, NULL, c->argv, environ);
	if (rc != 0) {
		fprintf(stderr, "spawn: %s: %s\n", c->argv[0], strerror(rc));
		exit(5);
	}
	if (wait4(pid, &status, 0, &used) != pid)
		exit(5);
	if (round >= 0)
		c->us[round] = now_us() - from;
	if (used.ru_maxrss > c->rss_kb)
		c->rss_kb = used.ru_maxrss;
	c->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	posix_spawn_file_actions_destroy(&to);
}

int
main(int argc, char **argv)
{
	int rounds = argc > 2 ? atoi(argv[1]) : 0, n = 0;

	if (rounds < 1 || rounds > ROUNDS_MAX) {
		fprintf(stderr, "usage: spawn ROUNDS COMMAND... [-- COMMAND...]...\n");
		return 2;
	}
	for (int i = 2; i < argc && n < COMMANDS_MAX; n++) {
		command[n].argv = argv + i;
		while (i < argc && strcmp(argv[i], "--") != 0)
			i++;
		if (i < argc)
			argv[i++] = NULL;
	}
	for (int round = rounds > 1 ? -1 : 0; round < rounds; round++)
		for (int i = 0; i < n; i++)
			run(&command[i], round);
	for (int i = 0; i < n; i++) {
		struct command *c = &command[i];

		qsort(c->us, (size_t)rounds, sizeof(c->us[0]), less);
		printf("%.0f %.0f %.0f %ld %d\n", rounds % 2 ? c->us[rounds / 2] : (c->us[rounds / 2 - 1] + c->us[rounds / 2]) / 2,
		    c->us[0], c->us[rounds - 1], c->rss_kb, c->status);
	}
	return 0;
}
