/*
 * site -o DIR: the tracked bills as a static site that opens from a folder.
 *	engross site -o public
 * Exit 0; 2 usage; 3 a log that cannot be read; 5 a folder that cannot be written.
 */
#include "cmd/tracking.h"

#include <engross/site.h>
#include <string.h>

static struct {
	const char *out, *as_of, *known_at, *title;
} opt;

static const struct eg_opt opts[] = {
    {"output", 'o', EG_OPT_TEXT, &opt.out, "DIR", "the folder to write; made if it is not there"},
    {"title", 0, EG_OPT_TEXT, &opt.title, "TEXT", "name of the site (the repository's)"},
    {"as-of", 0, EG_OPT_TEXT, &opt.as_of, "DATE", "as it stood on that day"},
    {"known-at", 0, EG_OPT_TEXT, &opt.known_at, "DATE|REV",
	"by what had been recorded by the end of that day, or at that revision"},
    EG_OPT_END,
};

struct folder {
	const char *dir;
	size_t files, bytes;
};

static enum eg_rc
write_file(void *ctx, const char *path, const char *p, size_t n, struct eg_err *err)
{
	struct folder *f = ctx;
	char *full = eg_path_join(f->dir, path), *slash = strrchr(full, '/');
	enum eg_rc rc;

	*slash = '\0';
	rc = eg_path_is_dir(full) ? EG_OK : eg_mkdirs(full, err);
	*slash = '/';
	if (rc == EG_OK)
		rc = eg_file_write(full, p, n, false, err);
	f->files++;
	f->bytes += n;
	eg_free(full);
	return rc;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_tracking_options how = {.no_cache = true};
	struct eg_site_options site = {.title = opt.title};
	struct folder folder = {.dir = opt.out};
	struct eg_tracking *t = NULL;
	char commit[EG_OID_HEX], updated[EG_TIME_TEXT];
	enum eg_rc rc;

	EG_UNUSED(argv);
	EG_UNUSED(status);
	if (argc > 0 || opt.out == NULL) {
		eg_err_set(err, EG_ERR_USAGE, "site needs a folder to write");
		eg_err_hint(err, "engross site -o public");
		return EG_ERR_USAGE;
	}
	if ((rc = eg_ask_known(cx, opt.known_at, opt.as_of, commit, &how, err)) != EG_OK ||
	    (rc = eg_tracking_open(cx->repo, &how, &t, err)) != EG_OK)
		return rc;
	eg_ask_now(cx, updated);
	site.as_of = how.as_of;
	site.updated = updated;
	if ((rc = eg_site_make(cx->repo, t, &site, write_file, &folder, err)) == EG_OK)
		eg_note(cx, "%zu files in %s: open %s/index.html", folder.files, opt.out, opt.out);
	eg_tracking_free(t);
	return rc;
}

const struct eg_cmd cmd_site_spec = {
    .name = "site",
    .group = "track",
    .summary = "publish the tracked bills as a static site",
    .args = "-o DIR",
    .opts = opts,
    .flags = EG_CMD_NEEDS_REPO | EG_CMD_READ_ONLY,
    .run = run,
    .help = "Plain pages that open from a folder: no server, no script, nothing loaded from "
	    "elsewhere. An overview, a page for each campaign, state\n"
	    "and bill, feed.atom, calendar.ics, data.csv and data.json. Only bills that carry a "
	    "template are shown; private/ never is.\n\n"
	    "  engross site -o public\n",
};
