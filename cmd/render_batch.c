/* The drafts of one `render`, on every core: parse, form, formats, files. */
#include "cmd/render.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

struct line {
	struct eg_render_batch *batch;
	size_t next;
	bool stop; /* the system refused: what is not begun is not made */
	bool folder; /* the folder is there */
	pthread_mutex_t lock;
	struct eg_progress *bar;
};

static enum eg_rc
refuse_blanks(const struct eg_form *form, const char *shown, struct eg_err *err)
{
	eg_err_at(err, EG_ERR_BLANK, shown, 0, 0, "not known for %s: %s%s", form->jurisdiction,
	    form->blank[0], form->n_blanks > 1 ? " (and more)" : "");
	eg_err_hint(err,
	    "give --allow-blanks to render it with visible blanks, or write the form into "
	    "jurisdictions/%s.yaml",
	    form->postal);
	return EG_ERR_BLANK;
}

/* The folder is made when there is something to put into it: a refused bill leaves nothing. */
static enum eg_rc
need_folder(struct line *line, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	pthread_mutex_lock(&line->lock);
	if (line->batch->to_folder && !line->folder)
		rc = eg_mkdirs(line->batch->out, err);
	line->folder = true;
	pthread_mutex_unlock(&line->lock);
	return rc;
}

static enum eg_rc
write_one(struct eg_render_batch *b, struct eg_render_item *it, const struct eg_format *f,
    const struct eg_buf *bytes)
{
	char *path;
	enum eg_rc rc;

	if (b->out == NULL) {
		eg_buf_add(&it->out, bytes->p, bytes->n);
		return EG_OK;
	}
	if (b->to_folder) {
		char *file = eg_sprintf("%s%s", it->stem, f->ext);

		path = eg_path_join(b->out, file);
		eg_free(file);
	} else {
		path = eg_strdup(b->out);
	}
	rc = eg_file_write(path, bytes->p, bytes->n, false, &it->err);
	if (rc == EG_OK) {
		eg_vec_push(&it->written, path);
	} else {
		if (b->to_folder)
			eg_err_hint(&it->err, "the files made before it are whole; run the "
					      "command again when this is mended");
		eg_free(path);
	}
	return rc;
}

static enum eg_rc
make_formats(struct line *line, struct eg_render_item *it, const struct eg_form *form)
{
	enum { MOST = 16 };
	struct eg_render_batch *b = line->batch;
	const struct eg_format *made[MOST];
	struct eg_buf bytes[MOST];
	size_t n = 0;
	enum eg_rc rc = EG_OK;

	for (const struct eg_format *f = eg_formats; f->name != NULL && n < MOST; f++) {
		if (b->format != NULL && b->format != f)
			continue;
		made[n] = f;
		eg_buf_init(&bytes[n], 0);
		if ((rc = f->render(form, &b->render, &bytes[n++], &it->err)) != EG_OK) {
			eg_err_file(&it->err, it->src.shown);
			break;
		}
	}
	if (rc == EG_OK)
		rc = need_folder(line, &it->err);
	for (size_t i = 0; i < n && rc == EG_OK; i++)
		rc = write_one(b, it, made[i], &bytes[i]);
	for (size_t i = 0; i < n; i++)
		eg_buf_clear(&bytes[i]);
	return rc;
}

static enum eg_rc
render_item(struct line *line, struct eg_render_item *it)
{
	struct eg_render_batch *b = line->batch;
	struct eg_bill *bill = NULL;
	struct eg_form *form = NULL;
	enum eg_rc rc = eg_bill_parse(
	    eg_buf_cstr(&it->src.bytes), it->src.bytes.n, it->src.shown, &bill, &it->err);

	if (rc == EG_OK)
		rc = eg_form_build(bill, it->profile, &b->form, &form, &it->err);
	if (rc != EG_OK) {
		eg_err_file(&it->err, it->src.shown);
	} else if (form->n_blanks != 0 && !b->allow_blanks) {
		rc = refuse_blanks(form, it->src.shown, &it->err);
	} else {
		it->title = eg_strdup(form->title);
		for (size_t i = 0; i < form->n_blanks; i++)
			eg_vec_push(&it->blanks, eg_strdup(form->blank[i]));
		rc = make_formats(line, it, form);
	}
	eg_form_free(form);
	eg_bill_free(bill);
	return rc;
}

static void *
work(void *ctx)
{
	struct line *line = ctx;
	struct eg_render_batch *b = line->batch;

	for (;;) {
		struct eg_render_item *it;
		size_t i;
		bool stop;

		pthread_mutex_lock(&line->lock);
		i = line->next++;
		stop = line->stop || i >= b->items.n;
		if (!stop)
			eg_progress_step(line->bar, i);
		pthread_mutex_unlock(&line->lock);
		if (stop)
			return NULL;
		it = &b->items.v[i];
		if (it->rc == EG_OK)
			it->rc = render_item(line, it);
		if (eg_rc_exit(it->rc) >= 4) {
			pthread_mutex_lock(&line->lock);
			line->stop = true;
			pthread_mutex_unlock(&line->lock);
		}
	}
}

void
eg_render_run(struct eg_render_batch *b)
{
	struct eg_progress bar;
	struct line line = {.batch = b, .lock = PTHREAD_MUTEX_INITIALIZER, .bar = &bar};
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	pthread_t thread[7];
	size_t started = 0;

	eg_progress_start(&bar, b->cx, "rendering", b->items.n);
	while (started < EG_COUNT(thread) && started + 1 < b->items.n &&
	       (long)started + 1 < cores &&
	       pthread_create(&thread[started], NULL, work, &line) == 0)
		started++;
	work(&line);
	for (size_t i = 0; i < started; i++)
		pthread_join(thread[i], NULL);
	eg_progress_end(&bar);
}

void
eg_render_clear(struct eg_render_batch *b)
{
	for (size_t i = 0; i < b->items.n; i++) {
		struct eg_render_item *it = &b->items.v[i];

		for (size_t k = 0; k < it->blanks.n; k++)
			eg_free(it->blanks.v[k]);
		for (size_t k = 0; k < it->written.n; k++)
			eg_free(it->written.v[k]);
		eg_vec_clear(&it->blanks);
		eg_vec_clear(&it->written);
		eg_source_clear(&it->src);
		eg_profile_free(it->profile);
		eg_buf_clear(&it->out);
		eg_free(it->stem);
		eg_free(it->title);
	}
	eg_vec_clear(&b->items);
}
