/*
 * serve: the site, live, for this machine's own browser.
 *	engross serve --port 8017
 * Exit 0 when stopped by Ctrl-C; 3 a log that cannot be read; 5 a port that is taken, no libmicrohttpd.
 */
#include "cmd/tracking.h"

#include <engross/site.h>
#include <signal.h>
#include <string.h>

static struct {
	int64_t port;
	const char *title, *as_of;
} opt = {.port = 8017};

static const struct eg_opt opts[] = {
    {"port", 'p', EG_OPT_INT, &opt.port, "N", "port (8017); 0: any that is free"},
    {"title", 0, EG_OPT_TEXT, &opt.title, "TEXT", "name of the site (the repository's)"},
    {"as-of", 0, EG_OPT_TEXT, &opt.as_of, "DATE", "as it stood on that day"},
    EG_OPT_END,
};

enum { STALE_MS = 1500 };

/* The site as last made; made again when a page is asked for and it is older than a moment. */
struct live {
	struct eg_ctx *cx;
	struct eg_map pages; /* path -> struct eg_buf */
	int64_t made_ns;
	struct eg_buf failure; /* why the last try failed */
};

static void
clear_pages(struct live *l)
{
	for (size_t i = 0; i < l->pages.n; i++) {
		eg_buf_clear(l->pages.v[i].value);
		eg_free(l->pages.v[i].value);
	}
	eg_map_clear(&l->pages);
}

static enum eg_rc
keep(void *ctx, const char *path, const char *p, size_t n, struct eg_err *err)
{
	struct live *l = ctx;
	struct eg_buf *b = eg_calloc(1, sizeof(*b));

	eg_buf_init(b, 0);
	eg_buf_add(b, p, n);
	eg_map_set(&l->pages, path, b);
	return eg_buf_ok(b, err);
}

static enum eg_rc
make(struct live *l, struct eg_err *err)
{
	struct eg_site_options site = {.title = opt.title, .live = true};
	struct eg_tracking_options how = {.no_cache = true};
	struct eg_tracking *t = NULL;
	struct eg_repo *r = NULL;
	char updated[EG_TIME_TEXT];
	enum eg_rc rc;

	clear_pages(l);
	if ((rc = eg_ask_day(l->cx, opt.as_of, &how.as_of, err)) != EG_OK ||
	    (rc = eg_repo_open(l->cx->dir, true, &r, err)) != EG_OK ||
	    (rc = eg_tracking_open(r, &how, &t, err)) != EG_OK)
		goto done;
	eg_ask_now(l->cx, updated);
	site.as_of = how.as_of;
	site.updated = updated;
	rc = eg_site_make(r, t, &site, keep, l, err);
done:
	eg_tracking_free(t);
	eg_repo_free(r);
	l->made_ns = eg_time_mono_ns();
	return rc;
}

static const char *
type_of(const char *path)
{
	static const char *const known[][2] = {{".html", "text/html; charset=utf-8"},
	    {".css", "text/css; charset=utf-8"}, {".atom", "application/atom+xml; charset=utf-8"},
	    {".ics", "text/calendar; charset=utf-8"}, {".csv", "text/csv; charset=utf-8"},
	    {".json", "application/json"}};

	for (size_t i = 0; i < EG_COUNT(known); i++)
		if (strcmp(eg_path_ext(path), known[i][0]) == 0)
			return known[i][1];
	return "text/plain; charset=utf-8";
}

static bool
answer(void *ctx, const char *path, struct eg_site_answer *out)
{
	struct live *l = ctx;
	struct eg_err err = {0};
	struct eg_buf *b;

	if (l->made_ns == 0 || eg_time_mono_ns() - l->made_ns > (int64_t)STALE_MS * 1000000) {
		if (make(l, &err) != EG_OK) { /* the page says what is wrong, and lives on */
			clear_pages(l);
			eg_buf_reset(&l->failure);
			eg_buf_printf(&l->failure, "%s%s%s\n", err.file[0] != '\0' ? err.file : "",
			    err.file[0] != '\0' ? ": " : "", err.msg);
			l->made_ns = 0;
			*out = (struct eg_site_answer){
			    eg_buf_cstr(&l->failure), l->failure.n, "text/plain; charset=utf-8"};
			return true;
		}
	}
	if ((b = eg_map_get(&l->pages, path)) == NULL)
		return false;
	*out = (struct eg_site_answer){eg_buf_cstr(b), b->n, type_of(path)};
	return true;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct live l = {.cx = cx, .failure = EG_BUF_INIT};
	struct eg_site_server *server = NULL;
	sigset_t stop;
	int got;
	enum eg_rc rc;

	EG_UNUSED(argv);
	EG_UNUSED(status);
	if (argc > 0 || opt.port < 0 || opt.port > 65535) {
		eg_err_set(err, EG_ERR_USAGE,
		    argc > 0 ? "serve takes no arguments" : "a port is a number from 0 to 65535");
		eg_err_hint(err, "engross serve --port 8017");
		return EG_ERR_USAGE;
	}
	sigemptyset(&stop);
	sigaddset(&stop, SIGINT);
	sigaddset(&stop, SIGTERM);
	sigprocmask(SIG_BLOCK, &stop, NULL); /* before the server's threads are made */
	if ((rc = make(&l, err)) == EG_OK)
		rc = eg_site_server_start((uint16_t)opt.port, answer, &l, &server, err);
	if (rc == EG_OK) {
		eg_buf_printf(&cx->out, "http://127.0.0.1:%u/\n", eg_site_server_port(server));
		eg_flush(cx);
		eg_note(cx, "for this machine alone; Ctrl-C stops it");
		sigwait(&stop, &got);
	}
	eg_site_server_stop(server);
	clear_pages(&l);
	eg_buf_clear(&l.failure);
	return rc;
}

const struct eg_cmd cmd_serve_spec = {
    .name = "serve",
    .group = "track",
    .summary = "the site, live, for this machine alone",
    .args = "",
    .opts = opts,
    .flags = EG_CMD_NEEDS_REPO | EG_CMD_READ_ONLY,
    .run = run,
    .help = "Listens on 127.0.0.1 and ::1 and on nothing else, answers only to those names, and "
	    "only reads. Pages are made from the repository as it\n"
	    "is when they are asked for.\n\n"
	    "  engross serve\n",
};
