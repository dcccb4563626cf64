/* A PDF's text by pdftotext (poppler), which keeps lines and pages where they stand on paper. */
#include "read/read.h"

#include "base/path.h"
#include "base/spawn.h"

enum { SECONDS = 60 };

bool
eg_doc_is_pdf(const char *p, size_t n)
{
	return n > 5 && memcmp(p, "%PDF-", 5) == 0;
}

enum eg_rc
eg_read__pdf(struct eg_reader *r, const char *p, size_t n, const char *name, struct eg_buf *out,
    struct eg_err *err)
{
	static const char *const argv[] = {"pdftotext", "-layout", "-enc", "UTF-8", "-", "-", NULL};
	enum eg_rc rc = eg_spawn_filter(argv, p, n, SECONDS, out, err);

	if (rc == EG_ERR_NOT_FOUND) {
		rc = eg_err_at(err, EG_ERR_DATA, name, 0, 0,
		    "is a PDF, and pdftotext, which reads them, is not installed");
		eg_err_hint(err, "install poppler-utils, or make text of it elsewhere");
		return rc;
	}
	if (rc != EG_OK) {
		rc = eg_err_at(err, EG_ERR_DATA, name, 0, 0, "is a PDF that pdftotext cannot read");
		eg_err_hint(err, "is it damaged, or under a password?");
		return rc;
	}
	eg_read__note(r, "PDF read by pdftotext", 0, 0);
	return EG_OK;
}
