/*
 * record XX BILL --session S --stage STAGE FILE: keep a print as the legislature published it.
 *	engross record UT 'HB 57' --session 2026 --stage introduced --source https://le.utah.gov/… HB0057.txt
 * Exit 0 (also when the same print is there already); 2 usage; 3 a file that gives no text; 4
 * repository.
 */
#include "cmd/cmd.h"

#include "base/sha256.h"
#include "base/yaml.h"

#include <engross/docx.h>
#include <stdlib.h>
#include <string.h>

enum { TRIES = 20 };

static struct {
	const char *session, *stage, *name, *source, *received, *original;
} opt;

static const struct eg_opt opts[] = {
    {"session", 's', EG_OPT_TEXT, &opt.session, "SESSION",
	"the session, as it is to be named: 2026, 2025-2026, 2026-S1"},
    {"stage", 0, EG_OPT_TEXT, &opt.stage, "STAGE",
	"what the print is: introduced, amended, engrossed, enrolled, chaptered …"},
    {"name", 0, EG_OPT_TEXT, &opt.name, "NAME", "what the print calls itself: \"Substitute 2\""},
    {"source", 0, EG_OPT_TEXT, &opt.source, "URL", "where it came from"},
    {"received", 0, EG_OPT_TEXT, &opt.received, "DATE", "the day it was fetched (today)"},
    {"original", 0, EG_OPT_TEXT, &opt.original, "FILE",
	"the file as published, where FILE is text made from it"},
    EG_OPT_END,
};

struct job {
	struct eg_ctx *cx;
	const char *file;
	struct eg_address addr;
	struct eg_buf text, original; /* original empty: the text is the original */
	char ext[16]; /* of the original */
	char sha[EG_SHA256_HEX];
	char key[64];
	/* of one try */
	char folder[512]; /* "prints/UT/2026/HB0057" */
	unsigned long last;
	char *same; /* path of a print with the same bytes and stage */
};

/* ---- what is recorded ---- */

static enum eg_rc
no_text(const char *file, struct eg_err *err)
{
	eg_err_at(
	    err, EG_ERR_DATA, file, 0, 0, "engross takes text, web pages, Word files and PDFs");
	eg_err_hint(err, "make text of it (pdftotext -layout FILE.pdf FILE.txt) and record "
			 "FILE.txt with --original FILE.pdf");
	return EG_ERR_DATA;
}

static enum eg_rc
read_print(struct job *j, struct eg_err *err)
{
	const char *ext = eg_path_ext(j->file);
	bool web = strcmp(ext, ".html") == 0 || strcmp(ext, ".htm") == 0;
	struct eg_doc *doc = NULL;
	bool word, pdf;
	enum eg_rc rc;

	if ((rc = eg_file_read(j->file, EG_FILE_MAX, &j->text, err)) != EG_OK)
		return rc;
	word = eg_docx_is(eg_buf_cstr(&j->text), j->text.n);
	pdf = eg_doc_is_pdf(eg_buf_cstr(&j->text), j->text.n);
	if (opt.original != NULL) {
		if ((rc = eg_file_read(opt.original, EG_FILE_MAX, &j->original, err)) != EG_OK)
			return rc;
		ext = eg_path_ext(opt.original);
	} else if (web || word || pdf) {
		/* a PDF's lines and pages stay as they are printed, so that words keep their place */
		const struct eg_doc_options how = {.raw = pdf};

		if ((rc = eg_doc_read(
			 eg_buf_cstr(&j->text), j->text.n, j->file, &how, &doc, err)) != EG_OK)
			return rc;
		for (size_t i = 0; i < doc->n_removed && word; i++)
			if (doc->removed[i].line > 0)
				eg_note(j->cx, "%s: paragraph %zu: taken out: %s", j->file,
				    doc->removed[i].line, doc->removed[i].what);
			else
				eg_note(j->cx, "%s: taken out: %s", j->file, doc->removed[i].what);
		ext = word ? ".docx" : pdf ? ".pdf" : ext;
		eg_buf_add(&j->original, eg_buf_cstr(&j->text), j->text.n);
		eg_buf_reset(&j->text);
		eg_buf_add(&j->text, doc->text, doc->n);
		eg_doc_free(doc);
	}
	if (memchr(eg_buf_cstr(&j->text), '\0', j->text.n) != NULL ||
	    strncmp(eg_buf_cstr(&j->text), "%PDF", 4) == 0)
		return no_text(j->file, err);
	if (j->text.n == 0)
		return eg_err_at(err, EG_ERR_DATA, j->file, 0, 0, "holds no text");
	snprintf(j->ext, sizeof(j->ext), "%s",
	    j->original.n > 0 && strlen(ext) > 1 && strlen(ext) < sizeof(j->ext) ? ext : ".txt");
	for (const char *p = j->ext + 1; *p != '\0'; p++)
		if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", *p) ==
		    NULL)
			return eg_err_set(
			    err, EG_ERR_USAGE, "'%s' is no ending of a file's name", j->ext);
	/* An original that is text itself stands beside the text under another ending. */
	if (j->original.n > 0 && (strcmp(j->ext, ".txt") == 0 || strcmp(j->ext, ".yaml") == 0))
		snprintf(j->ext, sizeof(j->ext), ".original");
	if (j->original.n > 0)
		eg_sha256_hex(j->original.p, j->original.n, j->sha);
	else
		eg_sha256_hex(j->text.p, j->text.n, j->sha);
	return EG_OK;
}

static enum eg_rc
check_names(struct job *j, const char *postal, const char *bill, struct eg_err *err)
{
	struct eg_date day;
	char *text;
	enum eg_rc rc;

	if (eg_postal_index(postal, strlen(postal)) < 0) {
		bool chosen[EG_JURISDICTIONS];

		rc = eg_jurisdictions_parse(postal, chosen, err);
		return rc != EG_OK
			   ? rc
			   : eg_err_set(err, EG_ERR_USAGE, "a print belongs to one jurisdiction");
	}
	if (opt.received != NULL && (!eg_date_parse(eg_str(opt.received), &day) || day.day == 0))
		return eg_err_set(
		    err, EG_ERR_USAGE, "'%s' is no date; write it 2026-01-31", opt.received);
	if (strspn(opt.stage, "0123456789") == strlen(opt.stage))
		return eg_err_set(err, EG_ERR_USAGE,
		    "'%s' is no stage; name it: introduced, amended, enrolled …", opt.stage);
	/* The address that will name the print checks its parts. */
	text = eg_sprintf("%s/%s/%s:%s", postal, opt.session, bill, opt.stage);
	rc = eg_address_parse(text, &j->addr, err);
	if (rc == EG_OK && j->addr.kind != EG_ADDR_PRINT)
		rc = eg_err_set(err, EG_ERR_USAGE, "'%s' is no bill number", bill);
	eg_free(text);
	eg_bill_key(bill, j->key);
	return rc;
}

/* ---- where it goes ---- */

static enum eg_rc
see(void *ctx, const char *path, const char blob[EG_OID_HEX], struct eg_err *err)
{
	struct job *j = ctx;
	const char *bill = path + strlen("prints/UT/") + strlen(j->addr.session) + 1,
		   *slash = strchr(bill, '/');
	char name[256], key[256], stage[160];
	struct eg_buf bytes = EG_BUF_INIT;
	unsigned long number;

	EG_UNUSED(blob);
	EG_UNUSED(err);
	if (slash == NULL || (size_t)(slash - bill) >= sizeof(name) ||
	    strspn(slash + 1, "0123456789") == 0)
		return EG_OK;
	snprintf(name, sizeof(name), "%.*s", (int)(slash - bill), bill);
	eg_bill_key(name, key);
	if (strcmp(key, j->key) != 0)
		return EG_OK;
	snprintf(j->folder, sizeof(j->folder), "%.*s", (int)(slash - path), path);
	number = strtoul(slash + 1, NULL, 10);
	j->last = number > j->last ? number : j->last;
	snprintf(stage, sizeof(stage), "-%s%s", j->addr.stage, j->ext);
	if (strcmp(slash + 1 + strspn(slash + 1, "0123456789"), stage) == 0 &&
	    eg_repo_read(j->cx->repo, NULL, path, &bytes, NULL) == EG_OK) {
		char sha[EG_SHA256_HEX];

		eg_sha256_hex(eg_buf_cstr(&bytes), bytes.n, sha);
		if (strcmp(sha, j->sha) == 0) {
			eg_free(j->same);
			j->same = eg_sprintf(
			    "%s/%s/%s:%02lu", j->addr.postal, j->addr.session, name, number);
		}
	}
	eg_buf_clear(&bytes);
	return EG_OK;
}

static void
new_folder(struct job *j)
{
	char bill[64];
	size_t to = 0;

	for (const char *p = j->addr.bill; *p != '\0'; p++)
		if (strchr(" #()", *p) == NULL)
			bill[to++] = *p;
	bill[to] = '\0';
	snprintf(
	    j->folder, sizeof(j->folder), "prints/%s/%s/%s", j->addr.postal, j->addr.session, bill);
}

static void
head(const struct job *j, const char *original, struct eg_buf *out)
{
	char today[EG_DATE_TEXT];
	const char *const rows[][2] = {
	    {"jurisdiction", j->addr.postal},
	    {"session", j->addr.session},
	    {"bill", j->addr.bill},
	    {"stage", j->addr.stage},
	    {"name", opt.name},
	    {"source", opt.source},
	    {"received", opt.received != NULL ? opt.received : today},
	    {"original", original},
	    {"sha256", j->sha},
	};

	eg_date_format(eg_date_of_time(j->cx->now), today);
	eg_buf_puts(out, "engross: 1\n");
	for (size_t i = 0; i < EG_COUNT(rows); i++) {
		if (rows[i][1] == NULL)
			continue;
		eg_buf_printf(out, "%s: ", rows[i][0]);
		eg_yaml_put(out, rows[i][1]);
		eg_buf_putc(out, '\n');
	}
}

static enum eg_rc
put(struct eg_change *c, const char *folder, const char *name, const char *ext,
    const struct eg_buf *b, struct eg_err *err)
{
	char *path = eg_sprintf("%s/%s%s", folder, name, ext);
	enum eg_rc rc = eg_change_put(c, path, eg_buf_cstr(b), b->n, "", NULL, err);

	eg_free(path);
	return rc;
}

/* One try: the next number as the repository is now. EG_ERR_RACE when another command took it. */
static enum eg_rc
try_record(struct job *j, struct eg_err *err)
{
	struct eg_change *c = eg_change_new(j->cx->repo);
	struct eg_buf about = EG_BUF_INIT;
	char name[160], original[200], commit[EG_OID_HEX], folder_id[EG_OID_HEX], *prefix,
	    *message = NULL;
	enum eg_rc rc;

	j->last = 0;
	j->folder[0] = '\0';
	prefix = eg_sprintf("prints/%s/%s", j->addr.postal, j->addr.session);
	if ((rc = eg_repo_resolve(j->cx->repo, NULL, NULL, commit, err)) == EG_OK)
		rc = eg_repo_walk(j->cx->repo, commit, prefix, see, j, err);
	eg_free(prefix);
	if (rc != EG_OK || j->same != NULL)
		goto done;
	if (j->folder[0] == '\0')
		new_folder(j);
	/* The next number is free only as long as nobody else records a print of this bill. */
	if ((rc = eg_repo_blob_id(j->cx->repo, commit, j->folder, folder_id, err)) != EG_OK ||
	    (rc = eg_change_expect(c, j->folder, folder_id, err)) != EG_OK)
		goto done;
	snprintf(name, sizeof(name), "%02lu-%s", j->last + 1, j->addr.stage);
	snprintf(original, sizeof(original), "%s%s", name, j->ext);
	head(j, original, &about);
	if ((rc = put(c, j->folder, name, ".txt", &j->text, err)) != EG_OK ||
	    (j->original.n > 0 &&
		(rc = put(c, j->folder, name, j->ext, &j->original, err)) != EG_OK) ||
	    (rc = put(c, j->folder, name, ".yaml", &about, err)) != EG_OK)
		goto done;
	message = eg_sprintf("Record %s %s (%s), %s\n\nEngross-Record: %s/%s.txt\n", j->addr.postal,
	    j->addr.bill, j->addr.session, j->addr.stage, j->folder, name);
	if ((rc = eg_change_commit(c, message, &j->cx->who, NULL, err)) == EG_OK)
		eg_buf_printf(
		    &j->cx->out, "%s:%02lu\n", j->folder + strlen("prints/"), j->last + 1);
done:
	eg_buf_clear(&about);
	eg_change_free(c);
	eg_free(message);
	return rc;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct job j = {.cx = cx, .text = EG_BUF_INIT, .original = EG_BUF_INIT};
	enum eg_rc rc;

	EG_UNUSED(status);
	if (argc != 3 || opt.session == NULL || opt.stage == NULL) {
		(void)eg_err_set(err, EG_ERR_USAGE,
		    argc != 3 ? "record takes a jurisdiction, a bill and a file"
			      : "record needs --session and --stage");
		eg_err_hint(
		    err, "engross record UT 'HB 57' --session 2026 --stage introduced FILE");
		return EG_ERR_USAGE;
	}
	j.file = argv[2];
	if ((rc = check_names(&j, argv[0], argv[1], err)) == EG_OK &&
	    (rc = read_print(&j, err)) == EG_OK) {
		rc = EG_ERR_RACE;
		for (int i = 0; i < TRIES && rc == EG_ERR_RACE; i++)
			rc = try_record(&j, err);
	}
	if (rc == EG_OK && j.same != NULL) {
		eg_note(cx, "the same print is there already");
		eg_buf_printf(&cx->out, "%s\n", j.same);
	}
	eg_buf_clear(&j.text);
	eg_buf_clear(&j.original);
	eg_free(j.same);
	return rc;
}

const struct eg_cmd cmd_record_spec = {
    "record",
    "track",
    "keep a print as the legislature published it",
    "XX BILL --session S --stage STAGE FILE",
    opts,
    EG_CMD_NEEDS_REPO,
    run,
    "Copies the print below prints/XX/SESSION/BILL/ under the next number, with a head that says "
    "what it is and where it came from, in one\n"
    "commit. Of a web page or a Word file the words are kept as text and the file beside them. The "
    "same print "
    "again changes nothing.\n\n"
    "    engross record UT 'HB 57' --session 2026 --stage introduced --source URL HB0057.txt",
};
