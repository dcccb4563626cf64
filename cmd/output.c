/* Output: results through one buffer (and a pager on a terminal), talk on standard error, progress
 * bars, tables. */
#include "cmd/run.h"

#include "base/utf8.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

static struct {
	bool allowed, failed;
	pid_t pid;
	int fd;
} pager = {false, false, 0, -1};

void
eg_pager_allow(void)
{
	pager.allowed = isatty(STDOUT_FILENO);
}

/* $PAGER as a shell user writes it ("less -R") is split at spaces; it is the user's own word, no
 * shell is run. */
static void
start_pager(void)
{
	const char *word = getenv("PAGER");
	char line[512], *rest, *argv[16];
	size_t n = 0;
	int fds[2];

	pager.allowed = false;
	snprintf(line, sizeof(line), "%s", word != NULL ? word : "less");
	for (char *p = strtok_r(line, " ", &rest); p != NULL && n < 15;
	     p = strtok_r(NULL, " ", &rest))
		argv[n++] = p;
	argv[n] = NULL;
	if (n == 0 || strcmp(argv[0], "cat") == 0 || pipe(fds) != 0)
		return;
	pager.pid = fork();
	if (pager.pid == 0) {
		dup2(fds[0], STDIN_FILENO);
		close(fds[0]);
		close(fds[1]);
		setenv("LESS", "FRX", 0);
		execvp(argv[0], argv);
		_exit(127);
	}
	close(fds[0]);
	if (pager.pid < 0) {
		close(fds[1]);
		pager.pid = 0;
		return;
	}
	signal(SIGPIPE, SIG_IGN);
	pager.fd = fds[1];
}

static bool
long_output(const struct eg_buf *b)
{
	size_t lines = 0;
	struct winsize w;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) != 0)
		return false;
	for (size_t i = 0; i < b->n; i++)
		lines += b->p[i] == '\n';
	return lines >= w.ws_row;
}

void
eg_flush(struct eg_ctx *cx)
{
	size_t done = 0;

	if (pager.allowed && pager.pid == 0 && long_output(&cx->out))
		start_pager();
	while (done < cx->out.n && !pager.failed) {
		int fd = pager.pid != 0 ? pager.fd : STDOUT_FILENO;
		ssize_t put = write(fd, cx->out.p + done, cx->out.n - done);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			pager.failed = true;
		else
			done += (size_t)put;
	}
	eg_buf_reset(&cx->out);
}

bool
eg_finish(struct eg_ctx *cx)
{
	bool overflow = cx->out.overflow;
	int status;

	eg_flush(cx);
	if (pager.pid != 0) {
		close(pager.fd);
		while (waitpid(pager.pid, &status, 0) < 0 && errno == EINTR)
			continue;
		return true; /* a reader who quits the pager has seen enough */
	}
	if (overflow)
		fputs("engross: the output is larger than 256 MiB: ask for less\n", stderr);
	else if (pager.failed)
		fprintf(stderr, "engross: cannot write the output: %s\n", strerror(errno));
	return !pager.failed && !overflow;
}

void
eg_note(const struct eg_ctx *cx, const char *fmt, ...)
{
	va_list ap;

	if (cx->quiet)
		return;
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

void
eg_warn(const struct eg_ctx *cx, const char *fmt, ...)
{
	va_list ap;

	if (cx->quiet)
		return;
	fputs("warning: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

void
eg_report(const struct eg_err *err)
{
	char line[EG_ERR_FILE_MAX + EG_ERR_MSG_MAX + 64];

	eg_err_format(err, line, sizeof(line));
	/* a message with a place starts with the place, so that editors find it */
	fprintf(stderr, "%s%s\n", err->file[0] != '\0' ? "" : "engross: ", line);
	if (err->hint[0] != '\0')
		fprintf(stderr, "hint: %s\n", err->hint);
}

/* ---- progress ---- */

void
eg_progress_start(struct eg_progress *p, const struct eg_ctx *cx, const char *what, size_t total)
{
	memset(p, 0, sizeof(*p));
	p->what = what;
	p->total = total;
	p->start_ns = eg_time_mono_ns();
	p->active = !cx->quiet && isatty(STDERR_FILENO) && total > 0;
}

void
eg_progress_step(struct eg_progress *p, size_t done)
{
	int64_t now;
	size_t width = 30, full;

	p->done = done;
	if (!p->active)
		return;
	now = eg_time_mono_ns();
	if (now - p->start_ns < 1000000000 || now - p->drawn_ns < 100000000)
		return;
	p->drawn_ns = now;
	p->shown = true;
	full = done * width / p->total;
	fprintf(stderr, "\r%s [", p->what);
	for (size_t i = 0; i < width; i++)
		fputc(i < full ? '#' : ' ', stderr);
	fprintf(stderr, "] %zu of %zu", done, p->total);
}

void
eg_progress_end(struct eg_progress *p)
{
	if (p->shown)
		fputs("\r\033[K", stderr);
	p->active = p->shown = false;
}

/* ---- tables ---- */

void
eg_table(struct eg_buf *out, const char *const *cells, size_t rows, size_t cols, int columns)
{
	size_t *width = eg_calloc(cols, sizeof(*width));

	EG_UNUSED(columns);
	for (size_t r = 0; r < rows; r++)
		for (size_t c = 0; c < cols; c++) {
			size_t w = eg_utf8_width(cells[r * cols + c], strlen(cells[r * cols + c]));

			width[c] = w > width[c] ? w : width[c];
		}
	for (size_t r = 0; r < rows; r++) {
		size_t gap = 0;

		for (size_t c = 0; c < cols; c++) {
			const char *cell = cells[r * cols + c];
			size_t w = eg_utf8_width(cell, strlen(cell));

			if (w != 0) {
				eg_buf_fill(out, ' ', gap);
				gap = 0;
				eg_buf_puts(out, cell);
			}
			gap += width[c] - w + 2;
		}
		eg_buf_putc(out, '\n');
	}
	eg_free(width);
}
