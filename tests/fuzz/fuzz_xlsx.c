/*
 * Workbooks: the input as a whole workbook, and as the sheet inside a good one. What is read must be
 * CSV that our reader takes. And the input as CSV: written as a workbook it must come back with the
 * same number of records.
 */
#include "base/csv.h"
#include "base/zip.h"

#include <engross/track.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
count(const char *p, size_t n, size_t *rows)
{
	struct eg_csv c;
	bool more;
	enum eg_rc rc;

	*rows = 0;
	eg_csv_init(&c, p, n, "fuzz");
	while ((rc = eg_csv_next(&c, &more, NULL)) == EG_OK && more)
		(*rows)++;
	eg_csv_clear(&c);
	return rc == EG_OK;
}

static void
as_book(const char *p, size_t n)
{
	struct eg_buf csv = EG_BUF_INIT;
	struct eg_err err = {0};
	size_t rows;

	if (eg_xlsx_read(p, n, "fuzz", NULL, &csv, &err) == EG_OK &&
	    !count(eg_buf_cstr(&csv), csv.n, &rows))
		EG_BUG("a workbook gave CSV that is none");
	eg_buf_clear(&csv);
}

static void
as_sheet(const char *p, size_t n)
{
	static const char book[] = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" "
				   "r:id=\"a\"/></sheets></workbook>",
			  rels[] = "<Relationships><Relationship Id=\"a\" "
				   "Target=\"worksheets/sheet1.xml\"/></Relationships>",
			  styles[] = "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf "
				     "numFmtId=\"14\"/></cellXfs></styleSheet>",
			  strings[] = "<sst><si><t>State</t></si></sst>";
	const struct eg_zip_file files[] = {{"xl/workbook.xml", book, sizeof(book) - 1},
	    {"xl/_rels/workbook.xml.rels", rels, sizeof(rels) - 1},
	    {"xl/styles.xml", styles, sizeof(styles) - 1},
	    {"xl/sharedStrings.xml", strings, sizeof(strings) - 1},
	    {"xl/worksheets/sheet1.xml", p, n}};
	struct eg_buf zip = EG_BUF_INIT;

	if (eg_zip_make(files, EG_COUNT(files), &zip, NULL) == EG_OK)
		as_book(eg_buf_cstr(&zip), zip.n);
	eg_buf_clear(&zip);
}

static void
as_csv(const char *p, size_t n)
{
	struct eg_buf zip = EG_BUF_INIT, csv = EG_BUF_INIT;
	struct eg_err err = {0};
	size_t before, after;

	if (count(p, n, &before) && eg_xlsx_write(p, n, "S", &zip, &err) == EG_OK) {
		enum eg_rc rc = eg_xlsx_read(eg_buf_cstr(&zip), zip.n, "fuzz", NULL, &csv, &err);

		if (rc != EG_OK && rc != EG_ERR_LIMIT)
			EG_BUG("a workbook of ours is not read");
		if (rc == EG_OK && (!count(eg_buf_cstr(&csv), csv.n, &after) || after > before))
			EG_BUG("more records came back than went out");
	}
	eg_buf_clear(&zip);
	eg_buf_clear(&csv);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *p = size > 0 ? (const char *)data : "";

	as_book(p, size);
	as_sheet(p, size);
	as_csv(p, size);
	return 0;
}
