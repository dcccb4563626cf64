/* A workbook's sheet as CSV, and CSV as a workbook (ECMA-376). Reading, dates become YYYY-MM-DD,
 * formulas give the result that was stored with them. Start at eg_xlsx_read().
 *
 * Nothing a workbook says is run or fetched: external links, macros and images are not looked at. */
#include "base/csv.h"
#include "base/time.h"
#include "base/vec.h"
#include "base/xml.h"
#include "base/zip.h"
#include "track/track_private.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 256, ROWS_MAX = 1048576, STRINGS_MAX = 2000000, FORMATS_MAX = 65536 };

struct book {
	struct eg_zip *zip;
	const char *name; /* for messages */
	struct eg_arena *arena;
	struct {
		EG_VEC(struct eg_str);
	} string;
	struct {
		EG_VEC(bool);
	} is_date; /* by cell format */
	bool from_1904;
	const char *sheet_name, *sheet_path;
};

static bool
is_start(const struct eg_xml *x, const char *name)
{
	return eg_xml_event(x) == EG_XML_START && strcmp(eg_xml_name(x), name) == 0;
}

static bool
is_end(const struct eg_xml *x, const char *name)
{
	return eg_xml_event(x) == EG_XML_END && strcmp(eg_xml_name(x), name) == 0;
}

/* Open a part of the workbook; *x NULL where there is none. b holds its bytes. */
static enum eg_rc
open_part(struct book *k, const char *path, struct eg_buf *b, struct eg_xml **x, struct eg_err *err)
{
	char *name;
	enum eg_rc rc;

	*x = NULL;
	eg_buf_reset(b);
	if (!eg_zip_has(k->zip, path))
		return EG_OK;
	if ((rc = eg_zip_read(k->zip, path, b, err)) != EG_OK)
		return rc;
	name = eg_sprintf("%s(%s)", k->name, path);
	rc = eg_xml_open(eg_buf_cstr(b), b->n, eg_arena_strdup(k->arena, name), x, err);
	eg_free(name);
	return rc;
}

static enum eg_rc
damaged(const struct book *k, const char *what, struct eg_err *err)
{
	return eg_err_at(err, EG_ERR_DATA, k->name, 0, 0, "no workbook of ours to read: %s", what);
}

/* "xl/worksheets/sheet1.xml" from a target beside xl/workbook.xml, or an absolute one. */
static const char *
part_path(struct book *k, const char *target)
{
	char *p;
	const char *out;

	if (*target == '/')
		return eg_arena_strdup(k->arena, target + 1);
	p = eg_sprintf("xl/%s", target);
	out = eg_arena_strdup(k->arena, p);
	eg_free(p);
	return out;
}

/* Which sheet: the one named, else the first that is not hidden. */
static enum eg_rc
find_sheet(struct book *k, const char *wanted, struct eg_buf *b, struct eg_err *err)
{
	struct eg_buf names = EG_BUF_INIT;
	const char *id = NULL, *first = NULL;
	struct eg_xml *x = NULL;
	enum eg_rc rc = open_part(k, "xl/workbook.xml", b, &x, err);

	if (rc == EG_OK && x == NULL)
		rc = damaged(k, "xl/workbook.xml is not in it", err);
	while (rc == EG_OK && (rc = eg_xml_next(x, err)) == EG_OK &&
	       eg_xml_event(x) != EG_XML_END_OF_FILE) {
		const char *name, *state, *rel, *since;

		if (is_start(x, "workbookPr")) {
			since = eg_xml_attr(x, NULL, "date1904");
			k->from_1904 = since != NULL && (*since == '1' || *since == 't');
		}
		if (!is_start(x, "sheet"))
			continue;
		name = eg_xml_attr(x, "", "name");
		name = eg_arena_strdup(k->arena, name != NULL ? name : "");
		state = eg_xml_attr(x, "", "state");
		if (state == NULL || strcmp(state, "visible") == 0)
			first = first != NULL ? first : name;
		eg_buf_printf(&names, "%s%s", names.n > 0 ? ", " : "", name);
		rel = eg_xml_attr(x, NULL, "id");
		if (rel != NULL && id == NULL &&
		    (wanted != NULL ? strcmp(wanted, name) == 0 : first == name)) {
			id = eg_arena_strdup(k->arena, rel);
			k->sheet_name = name;
		}
	}
	eg_xml_free(x);
	x = NULL;
	if (rc == EG_OK && id == NULL) {
		rc = wanted != NULL ? eg_err_at(err, EG_ERR_NOT_FOUND, k->name, 0, 0,
					  "the workbook has no sheet '%s'", wanted)
				    : damaged(k, "it has no sheet", err);
		eg_err_hint(err, "its sheets: %.300s", names.n > 0 ? eg_buf_cstr(&names) : "none");
	}
	eg_buf_clear(&names);
	if (rc == EG_OK)
		rc = open_part(k, "xl/_rels/workbook.xml.rels", b, &x, err);
	while (x != NULL && rc == EG_OK && (rc = eg_xml_next(x, err)) == EG_OK &&
	       eg_xml_event(x) != EG_XML_END_OF_FILE) {
		const char *this, *target;

		if (!is_start(x, "Relationship") || (this = eg_xml_attr(x, "", "Id")) == NULL ||
		    strcmp(this, id) != 0)
			continue;
		if ((target = eg_xml_attr(x, "", "Target")) != NULL)
			k->sheet_path = part_path(k, target);
	}
	eg_xml_free(x);
	if (rc == EG_OK && (k->sheet_path == NULL || !eg_zip_has(k->zip, k->sheet_path)))
		rc = damaged(k, "the sheet's own part is not in it", err);
	return rc;
}

/* The words of an element (an <si> or <is>): its <t>s, without the readings of ideographs. */
static enum eg_rc
words_of(struct eg_xml *x, const char *element, struct eg_buf *out, struct eg_err *err)
{
	bool in_t = false;
	enum eg_rc rc;

	while ((rc = eg_xml_next(x, err)) == EG_OK && !is_end(x, element) &&
	       eg_xml_event(x) != EG_XML_END_OF_FILE) {
		if (is_start(x, "rPh")) {
			if ((rc = eg_xml_skip(x, err)) != EG_OK)
				return rc;
		} else if (is_start(x, "t")) {
			in_t = true;
		} else if (is_end(x, "t")) {
			in_t = false;
		} else if (in_t && eg_xml_event(x) == EG_XML_TEXT) {
			eg_buf_str(out, eg_xml_text(x));
		}
	}
	return rc;
}

static enum eg_rc
read_strings(struct book *k, struct eg_buf *b, struct eg_err *err)
{
	struct eg_buf one = EG_BUF_INIT;
	struct eg_xml *x = NULL;
	enum eg_rc rc = open_part(k, "xl/sharedStrings.xml", b, &x, err);

	while (x != NULL && rc == EG_OK && (rc = eg_xml_next(x, err)) == EG_OK &&
	       eg_xml_event(x) != EG_XML_END_OF_FILE) {
		if (!is_start(x, "si"))
			continue;
		eg_buf_reset(&one);
		if ((rc = words_of(x, "si", &one, err)) != EG_OK)
			break;
		if (k->string.n >= STRINGS_MAX) {
			rc = eg_err_at(err, EG_ERR_LIMIT, k->name, 0, 0, "more than %d texts",
			    (int)STRINGS_MAX);
			break;
		}
		eg_vec_push(&k->string,
		    ((struct eg_str){eg_arena_dup(k->arena, eg_buf_cstr(&one), one.n), one.n}));
	}
	eg_xml_free(x);
	eg_buf_clear(&one);
	return rc;
}

/* Does a number format show a date: d, m, y or h outside quotes and brackets? */
static bool
shows_date(const char *code)
{
	for (; *code != '\0'; code++) {
		if (*code == '"' || *code == '[') {
			const char *end = strchr(code + 1, *code == '"' ? '"' : ']');

			if (end == NULL)
				return false;
			code = end;
		} else if ((*code == '\\' || *code == '_' || *code == '*') && code[1] != '\0') {
			code++;
		} else if (strchr("dDmMyY", *code) != NULL) {
			return true;
		}
	}
	return false;
}

static enum eg_rc
read_styles(struct book *k, struct eg_buf *b, struct eg_err *err)
{
	bool custom[1024] = {false}, in_cells = false;
	struct eg_xml *x = NULL;
	enum eg_rc rc = open_part(k, "xl/styles.xml", b, &x, err);

	while (x != NULL && rc == EG_OK && (rc = eg_xml_next(x, err)) == EG_OK &&
	       eg_xml_event(x) != EG_XML_END_OF_FILE) {
		const char *id, *code;
		unsigned long n;

		if (is_start(x, "cellXfs") || is_end(x, "cellXfs"))
			in_cells = eg_xml_event(x) == EG_XML_START;
		if (is_start(x, "numFmt")) {
			id = eg_xml_attr(x, "", "numFmtId");
			n = id != NULL ? strtoul(id, NULL, 10) : EG_COUNT(custom);
			code = eg_xml_attr(x, "", "formatCode");
			if (n < EG_COUNT(custom) && code != NULL)
				custom[n] = shows_date(code);
		} else if (in_cells && is_start(x, "xf") && k->is_date.n < FORMATS_MAX) {
			id = eg_xml_attr(x, "", "numFmtId");
			n = id != NULL ? strtoul(id, NULL, 10) : 0;
			eg_vec_push(&k->is_date, (n >= 14 && n <= 17) || n == 22 ||
						     (n >= 27 && n <= 36) || (n >= 50 && n <= 58) ||
						     (n < EG_COUNT(custom) && custom[n]));
		}
	}
	eg_xml_free(x);
	return rc;
}

/* Column of a cell's name ("AB12": 27), SIZE_MAX if it has none. */
static size_t
column_of(const char *ref)
{
	size_t n = 0;

	for (; *ref >= 'A' && *ref <= 'Z' && n < 100000; ref++)
		n = n * 26 + (size_t)(*ref - 'A' + 1);
	return n > 0 ? n - 1 : SIZE_MAX;
}

struct cell {
	char type[16], ref[16];
	unsigned long style;
	struct eg_buf value;
	bool formula, has_value;
};

static void
put_quoted(struct eg_buf *out, struct eg_str s)
{
	eg_buf_putc(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			eg_buf_putc(out, '"');
		eg_buf_putc(out, s.p[i]);
	}
	eg_buf_putc(out, '"');
}

/* A number as it was meant: a day where its format shows one, 45 for 45.0. */
static void
put_number(const struct book *k, const struct cell *c, struct eg_buf *out)
{
	const char *p = eg_buf_cstr(&c->value);
	char *end, text[16];
	double v = strtod(p, &end);

	if (end == p || *end != '\0' || c->style >= k->is_date.n || !k->is_date.v[c->style]) {
		put_quoted(out, (struct eg_str){p, c->value.n});
		return;
	}
	if (v + (k->from_1904 ? 1462 : 0) < 61 || v > 2958465) {
		put_quoted(out, (struct eg_str){p, c->value.n});
		return;
	}
	/* 61 is 1900-03-01; before it the count has a day that never was */
	eg_track__day_text((int32_t)v + (k->from_1904 ? 1462 : 0) - 25569, 0, text);
	put_quoted(out, eg_str(text));
}

static enum eg_rc
put_cell(const struct book *k, const struct cell *c, struct eg_buf *out, struct eg_err *err)
{
	struct eg_str v = {eg_buf_cstr(&c->value), c->value.n};

	if (c->formula && !c->has_value && c->value.n == 0) {
		eg_err_at(err, EG_ERR_DATA, k->name, 0, 0,
		    "sheet '%s', cell %s holds a formula without its result", k->sheet_name,
		    c->ref);
		eg_err_hint(err, "open the workbook in a spreadsheet program and save it");
		return EG_ERR_DATA;
	}
	if (strcmp(c->type, "s") == 0) {
		char *end;
		unsigned long i = strtoul(v.p, &end, 10);

		if (v.n == 0 || *end != '\0' || i >= k->string.n)
			return eg_err_at(err, EG_ERR_DATA, k->name, 0, 0,
			    "sheet '%s', cell %s points to no text", k->sheet_name, c->ref);
		put_quoted(out, k->string.v[i]);
	} else if (strcmp(c->type, "d") == 0) {
		put_quoted(out, (struct eg_str){v.p, v.n < 10 ? v.n : 10});
	} else if (strcmp(c->type, "b") == 0) {
		put_quoted(out, eg_str(v.n > 0 && *v.p == '1' ? "yes" : "no"));
	} else if (c->type[0] == '\0' || strcmp(c->type, "n") == 0) {
		put_number(k, c, out);
	} else {
		put_quoted(out, v);
	}
	return EG_OK;
}

static void
short_copy(char *to, size_t bytes, const char *from)
{
	size_t n = from != NULL ? strlen(from) : 0;

	if (n >= bytes)
		n = bytes - 1;
	if (n > 0)
		memcpy(to, from, n);
	to[n] = '\0';
}

/* From <c> to </c>. */
static enum eg_rc
read_cell(struct eg_xml *x, struct cell *c, struct eg_err *err)
{
	const char *style = eg_xml_attr(x, "", "s");
	bool in_v = false;
	enum eg_rc rc;

	c->style = style != NULL ? strtoul(style, NULL, 10) : 0;
	short_copy(c->type, sizeof(c->type), eg_xml_attr(x, "", "t"));
	short_copy(c->ref, sizeof(c->ref), eg_xml_attr(x, "", "r"));
	eg_buf_reset(&c->value);
	c->formula = c->has_value = false;
	while ((rc = eg_xml_next(x, err)) == EG_OK && !is_end(x, "c") &&
	       eg_xml_event(x) != EG_XML_END_OF_FILE) {
		if (is_start(x, "v") || is_end(x, "v")) {
			in_v = eg_xml_event(x) == EG_XML_START;
			c->has_value = true;
		} else if (is_start(x, "f")) {
			c->formula = true;
		} else if (is_start(x, "is")) {
			if ((rc = words_of(x, "is", &c->value, err)) != EG_OK)
				return rc;
		} else if (in_v && eg_xml_event(x) == EG_XML_TEXT) {
			eg_buf_str(&c->value, eg_xml_text(x));
		}
	}
	return rc;
}

/* From <row> to </row>: one record. */
static enum eg_rc
read_row(struct book *k, struct eg_xml *x, struct cell *c, struct eg_buf *out, bool *empty,
    struct eg_err *err)
{
	size_t at = 0;
	enum eg_rc rc;

	*empty = true;
	while ((rc = eg_xml_next(x, err)) == EG_OK && !is_end(x, "row") &&
	       eg_xml_event(x) != EG_XML_END_OF_FILE) {
		size_t column;

		if (!is_start(x, "c"))
			continue;
		if ((rc = read_cell(x, c, err)) != EG_OK)
			return rc;
		if (c->value.n == 0 && !c->formula)
			continue; /* only coloured */
		column = c->ref[0] != '\0' ? column_of(c->ref) : at + !*empty;
		if (column == SIZE_MAX || column < at + !*empty)
			return eg_err_at(err, EG_ERR_DATA, k->name, 0, 0,
			    "sheet '%s': cell '%s' is out of order", k->sheet_name, c->ref);
		if (column >= COLUMNS_MAX)
			return eg_err_at(err, EG_ERR_LIMIT, k->name, 0, 0,
			    "sheet '%s', cell %s: more than %d columns", k->sheet_name, c->ref,
			    (int)COLUMNS_MAX);
		for (; at < column; at++)
			eg_buf_putc(out, ',');
		if ((rc = put_cell(k, c, out, err)) != EG_OK)
			return rc;
		*empty = false;
		at = column;
		if ((rc = eg_buf_ok(out, err)) != EG_OK)
			return rc;
	}
	return rc;
}

static enum eg_rc
read_rows(struct book *k, struct eg_buf *b, struct eg_buf *out, struct eg_err *err)
{
	struct cell c = {.value = EG_BUF_INIT};
	size_t next = 1;
	bool any = false;
	struct eg_xml *x = NULL;
	enum eg_rc rc = open_part(k, k->sheet_path, b, &x, err);

	while (x != NULL && rc == EG_OK && (rc = eg_xml_next(x, err)) == EG_OK &&
	       eg_xml_event(x) != EG_XML_END_OF_FILE) {
		const char *r;
		size_t row;
		bool empty;

		if (!is_start(x, "row"))
			continue;
		r = eg_xml_attr(x, "", "r");
		row = r != NULL ? (size_t)strtoul(r, NULL, 10) : next;
		if (row < next || row > ROWS_MAX) {
			rc = damaged(k, "its rows are out of order", err);
			break;
		}
		/* rows left out stand as empty ones, so that row numbers hold in messages */
		for (; any && next < row; next++)
			eg_buf_puts(out, "\"\"\n");
		next = row + 1;
		if ((rc = read_row(k, x, &c, out, &empty, err)) != EG_OK)
			break;
		any = any || !empty;
		if (any)
			eg_buf_puts(out, empty ? "\"\"\n" : "\n");
	}
	eg_xml_free(x);
	eg_buf_clear(&c.value);
	return rc == EG_OK ? eg_buf_ok(out, err) : rc;
}

enum eg_rc
eg_xlsx_read(const char *p, size_t n, const char *name, const char *sheet, struct eg_buf *out,
    struct eg_err *err)
{
	struct book k = {.name = name, .arena = eg_arena_new()};
	struct eg_buf b = EG_BUF_INIT;
	enum eg_rc rc;

	if ((rc = eg_zip_open(p, n, name, NULL, &k.zip, err)) == EG_OK &&
	    (rc = find_sheet(&k, sheet, &b, err)) == EG_OK &&
	    (rc = read_strings(&k, &b, err)) == EG_OK && (rc = read_styles(&k, &b, err)) == EG_OK)
		rc = read_rows(&k, &b, out, err);
	eg_zip_free(k.zip);
	eg_vec_clear(&k.string);
	eg_vec_clear(&k.is_date);
	eg_buf_clear(&b);
	eg_arena_free(k.arena);
	return rc;
}

/* ---- writing ---- */

static const char types_part[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/xl/workbook.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet1.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
    "<Override PartName=\"/xl/styles.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
    "</Types>\n";
static const char root_rels[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
    "Target=\"xl/workbook.xml\"/></Relationships>\n";
static const char book_rels[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
    "Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"rId2\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" "
    "Target=\"styles.xml\"/></Relationships>\n";
/* cell formats: 0 plain, 1 a day, 2 text that would else read as a formula, 3 a heading */
static const char styles_part[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
    "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
    "</cellStyleXfs><cellXfs count=\"4\">"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    "applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" "
    "applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
    "</cellXfs></styleSheet>\n";

static void
put_ref(struct eg_buf *out, size_t column, size_t row)
{
	if (column >= 26)
		eg_buf_putc(out, (char)('A' + column / 26 - 1));
	eg_buf_printf(out, "%c%zu", (char)('A' + column % 26), row);
}

bool
eg_sheet_formula(struct eg_str s)
{
	return s.n > 0 && strchr("=+-@\t\r", *s.p) != NULL && *s.p != '\0';
}

static bool
is_day(struct eg_str s, int32_t *day)
{
	uint8_t partial;

	return s.n == 10 && eg_track__day(s.p, s.n, day, &partial) && partial == 0 &&
	       *day > -25508; /* after 1900-03-01 */
}

static void
put_value(struct eg_buf *out, struct eg_str s, size_t column, size_t row)
{
	struct eg_str bare = {s.p + 1, s.n > 0 ? s.n - 1 : 0};
	int32_t day;

	if (s.n == 0)
		return;
	if (*s.p == '\'' && eg_sheet_formula(bare)) /* as CSV guards it */
		s = bare;
	eg_buf_puts(out, "<c r=\"");
	put_ref(out, column, row);
	if (row > 1 && is_day(s, &day)) {
		eg_buf_printf(out, "\" s=\"1\"><v>%ld</v></c>", (long)day + 25569);
		return;
	}
	eg_buf_printf(out, "\" s=\"%d\" t=\"inlineStr\"><is><t xml:space=\"preserve\">",
	    row == 1		  ? 3
	    : eg_sheet_formula(s) ? 2
				  : 0);
	eg_xml_put_n(out, s.p, s.n < 32767 ? s.n : 32767); /* the most a cell holds */
	eg_buf_puts(out, "</t></is></c>");
}

enum eg_rc
eg_xlsx_write(const char *csv, size_t n, const char *sheet, struct eg_buf *out, struct eg_err *err)
{
	struct eg_buf rows = EG_BUF_INIT, book = EG_BUF_INIT;
	struct eg_csv c;
	size_t row = 0;
	bool more;
	enum eg_rc rc;

	eg_buf_puts(&rows,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
	    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
	    "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
	    "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>");
	eg_csv_init(&c, csv, n, sheet);
	while ((rc = eg_csv_next(&c, &more, err)) == EG_OK && more && row < ROWS_MAX) {
		eg_buf_printf(&rows, "<row r=\"%zu\">", ++row);
		for (size_t i = 0; i < c.n_fields && i < COLUMNS_MAX; i++)
			put_value(&rows, c.field[i], i, row);
		eg_buf_puts(&rows, "</row>");
	}
	eg_csv_clear(&c);
	eg_buf_puts(&rows, "</sheetData></worksheet>\n");
	eg_buf_puts(&book,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
	    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
	    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
	    "<sheets><sheet");
	eg_xml_put_attr(&book, "name", sheet);
	eg_buf_puts(&book, " sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>\n");
	if (rc == EG_OK && (rc = eg_buf_ok(&rows, err)) == EG_OK) {
		const struct eg_zip_file files[] = {
		    {"[Content_Types].xml", types_part, sizeof(types_part) - 1},
		    {"_rels/.rels", root_rels, sizeof(root_rels) - 1},
		    {"xl/workbook.xml", eg_buf_cstr(&book), book.n},
		    {"xl/_rels/workbook.xml.rels", book_rels, sizeof(book_rels) - 1},
		    {"xl/styles.xml", styles_part, sizeof(styles_part) - 1},
		    {"xl/worksheets/sheet1.xml", eg_buf_cstr(&rows), rows.n}};

		rc = eg_zip_make(files, EG_COUNT(files), out, err);
	}
	eg_buf_clear(&rows);
	eg_buf_clear(&book);
	return rc;
}
