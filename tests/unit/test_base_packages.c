/* Zip archives and XML: what strangers send is read within limits, what is written reads back. */
#include "check.h"

#include "base/xml.h"
#include "base/zip.h"

static void
make(struct eg_buf *out, const struct eg_zip_file *files, size_t n)
{
	struct eg_err err = {0};

	CHECK_OK(eg_zip_make(files, n, out, &err));
}

static void
zip__two_writings__same_bytes_and_read_back(void **state)
{
	const struct eg_zip_file files[] = {{"[Content_Types].xml", "<a/>", 4},
	    {"word/document.xml", "words", 5}, {"empty", "", 0}};
	struct eg_buf a = EG_BUF_INIT, b = EG_BUF_INIT, got = EG_BUF_INIT;
	struct eg_err err = {0};
	struct eg_zip *z;

	(void)state;
	make(&a, files, 3);
	make(&b, files, 3);
	CHECK_INT(a.n, b.n);
	CHECK(memcmp(a.p, b.p, a.n) == 0);
	CHECK(eg_zip_is(a.p, a.n));
	CHECK_OK(eg_zip_open(a.p, a.n, "x.docx", NULL, &z, &err));
	CHECK_INT(eg_zip_count(z), 3);
	CHECK_STR(eg_zip_path(z, 0), "[Content_Types].xml");
	CHECK(eg_zip_has(z, "WORD/Document.xml"));
	CHECK_OK(eg_zip_read(z, "word/document.xml", &got, &err));
	CHECK_STR(eg_buf_cstr(&got), "words");
	CHECK_INT(eg_zip_read(z, "word/none.xml", &got, &err), EG_ERR_NOT_FOUND);
	eg_zip_free(z);
	eg_buf_clear(&a);
	eg_buf_clear(&b);
	eg_buf_clear(&got);
}

/* Sizes about the limit of the smaller tables, bytes that cannot be packed, a name that is not ASCII,
 * an archive appended to what stands there. */
static void
zip__of_any_bytes__reads_back(void **state)
{
	static const size_t sizes[] = {0, 1, 4095, 4096, 4097, 300000};
	struct eg_buf noise = EG_BUF_INIT, got = EG_BUF_INIT, zip = EG_BUF_INIT;
	struct eg_err err = {0};
	struct eg_zip *z;
	uint32_t seed = 3;

	(void)state;
	for (size_t i = 0; i < 300000; i++)
		eg_buf_putc(&noise, (char)((seed = seed * 1103515245u + 12345u) >> 20));
	for (size_t i = 0; i < EG_COUNT(sizes); i++) {
		const struct eg_zip_file file = {"a/\xC3\xA9.bin", noise.p, sizes[i]};

		eg_buf_reset(&zip);
		eg_buf_puts(&zip, "before"); /* it is appended */
		make(&zip, &file, 1);
		CHECK_OK(eg_zip_open(zip.p + 6, zip.n - 6, "x", NULL, &z, &err));
		eg_buf_reset(&got);
		CHECK_OK(eg_zip_read(z, file.path, &got, &err));
		CHECK_INT(got.n, sizes[i]);
		CHECK(memcmp(eg_buf_cstr(&got), noise.p, got.n) == 0);
		eg_zip_free(z);
	}
	eg_buf_clear(&noise);
	eg_buf_clear(&got);
	eg_buf_clear(&zip);
}

static void
refused(const struct eg_zip_file *files, size_t n, const struct eg_zip_limits *limits,
    enum eg_rc rc, const char *part)
{
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_err err = {0};
	struct eg_zip *z;

	make(&bytes, files, n);
	CHECK_INT(eg_zip_open(bytes.p, bytes.n, "x.docx", limits, &z, &err), rc);
	CHECK(z == NULL);
	CHECK_HAS(err.msg, part);
	CHECK_STR(err.file, "x.docx");
	eg_buf_clear(&bytes);
}

static void
zip__paths_that_lead_out_or_stand_twice__refused(void **state)
{
	static const char *const out[] = {"../x", "/etc/x", "a/../../x", "a\\b", "a//b"};

	(void)state;
	for (size_t i = 0; i < EG_COUNT(out); i++)
		refused(&(struct eg_zip_file){out[i], "x", 1}, 1, NULL, EG_ERR_DATA, "outside");
	const struct eg_zip_file twice[] = {{"word/a.xml", "x", 1}, {"Word/A.xml", "y", 1}};
	refused(twice, 2, NULL, EG_ERR_DATA, "twice");
}

static void
zip__bombs__refused_before_unpacking(void **state)
{
	size_t n = 8u << 20;
	char *zeros = eg_calloc(n, 1);
	const struct eg_zip_file bomb = {"a", zeros, n},
				 two[] = {{"a", "xxxx", 4}, {"b", "xxxx", 4}};

	(void)state;
	refused(&bomb, 1, &(struct eg_zip_limits){.ratio = 100}, EG_ERR_LIMIT, "100 times");
	refused(&bomb, 1, &(struct eg_zip_limits){.entry_bytes = 1000}, EG_ERR_LIMIT, "larger");
	refused(two, 2, &(struct eg_zip_limits){.entries = 1}, EG_ERR_LIMIT, "more than 1 entries");
	refused(two, 2, &(struct eg_zip_limits){.total_bytes = 7}, EG_ERR_LIMIT, "larger than 7");
	eg_free(zeros);
}

/* Every cut and every flipped byte of a small archive gives an error or the right words. */
static void
zip__damage__is_an_error_or_harmless(void **state)
{
	const char *words = "We the People of the several States, the States of the People.";
	const struct eg_zip_file file = {"a.xml", words, strlen(words)};
	struct eg_buf bytes = EG_BUF_INIT;
	size_t read = 0;

	(void)state;
	make(&bytes, &file, 1);
	for (size_t i = 0; i < 2 * bytes.n; i++) {
		struct eg_buf got = EG_BUF_INIT;
		struct eg_err err = {0};
		struct eg_zip *z;
		size_t n = i < bytes.n ? i : bytes.n;

		if (i >= bytes.n)
			bytes.p[i - bytes.n] ^= 0x41;
		if (eg_zip_open(bytes.p, n, "x", NULL, &z, &err) == EG_OK) {
			if (eg_zip_read(z, "a.xml", &got, &err) == EG_OK) {
				CHECK_STR(eg_buf_cstr(&got), words);
				read++;
			} else {
				CHECK_INT(got.n, 0);
			}
			eg_zip_free(z);
		}
		eg_buf_clear(&got);
		if (i >= bytes.n)
			bytes.p[i - bytes.n] ^= 0x41;
	}
	CHECK(read > 0 && read < bytes.n);
	eg_buf_clear(&bytes);
}

static void
xml__events__come_in_order_with_namespaces(void **state)
{
	static const char text[] = "<?xml version=\"1.0\"?><!-- c --><a xmlns=\"u:a\" "
				   "xmlns:p=\"u:p\"><p:b p:x=\"1\" x=\"2 &amp; 3\"/>w &lt; "
				   "<![CDATA[<c>]]></a>";
	struct eg_err err = {0};
	struct eg_xml *x;

	(void)state;
	CHECK_OK(eg_xml_open(text, sizeof(text) - 1, "a.xml", &x, &err));
	CHECK_OK(eg_xml_next(x, &err));
	CHECK(eg_xml_is(x, EG_XML_START, "u:a", "a"));
	CHECK_INT(eg_xml_depth(x), 0);
	CHECK_OK(eg_xml_next(x, &err));
	CHECK(eg_xml_is(x, EG_XML_START, "u:p", "b"));
	CHECK_STR(eg_xml_attr(x, "u:p", "x"), "1");
	CHECK_STR(eg_xml_attr(x, "", "x"), "2 & 3");
	CHECK(eg_xml_attr(x, NULL, "y") == NULL);
	CHECK_OK(eg_xml_next(x, &err));
	CHECK(eg_xml_is(x, EG_XML_END, "u:p", "b"));
	struct eg_buf words = EG_BUF_INIT;
	for (;;) {
		CHECK_OK(eg_xml_next(x, &err));
		if (eg_xml_event(x) != EG_XML_TEXT)
			break;
		eg_buf_str(&words, eg_xml_text(x));
	}
	CHECK_STR(eg_buf_cstr(&words), "w < <c>");
	CHECK(eg_xml_is(x, EG_XML_END, "u:a", "a"));
	CHECK_OK(eg_xml_next(x, &err));
	CHECK_INT(eg_xml_event(x), EG_XML_END_OF_FILE);
	eg_buf_clear(&words);
	eg_xml_free(x);
}

static void
xml__utf16__is_read(void **state)
{
	char wide[64];
	size_t n = 0;
	struct eg_err err = {0};
	struct eg_xml *x;

	(void)state;
	wide[n++] = '\xFF', wide[n++] = '\xFE';
	for (const char *p = "<a>"; *p != '\0'; p++)
		wide[n++] = *p, wide[n++] = 0;
	wide[n++] = '\xA7', wide[n++] = 0;
	for (const char *p = "</a>"; *p != '\0'; p++)
		wide[n++] = *p, wide[n++] = 0;
	CHECK_OK(eg_xml_open(wide, n, "a.xml", &x, &err));
	CHECK_OK(eg_xml_next(x, &err));
	CHECK_OK(eg_xml_next(x, &err));
	CHECK(eg_str_eq(eg_xml_text(x), "\xC2\xA7"));
	eg_xml_free(x);
}

static enum eg_rc
read_all(const char *text, size_t n, struct eg_err *err)
{
	struct eg_xml *x;
	enum eg_rc rc = eg_xml_open(text, n, "a.xml", &x, err);

	while (rc == EG_OK && eg_xml_event(x) != EG_XML_END_OF_FILE)
		rc = eg_xml_next(x, err);
	eg_xml_free(x);
	return rc;
}

static void
xml__hostile__refused_with_its_line(void **state)
{
	static const struct {
		const char *text, *part;
	} cases[] = {
	    {"<?xml version=\"1.0\"?>\n<!-- x --><!DOCTYPE a [<!ENTITY e SYSTEM "
	     "\"file:///etc/passwd\">]><a>&e;</a>",
		"document type"},
	    {"<a>&e;</a>", "malformed"},
	    {"<a>\n<b></a>", "malformed"},
	    {"<a>\x01</a>", "malformed"},
	    {"<a b=\"1\" b=\"2\"/>", "malformed"},
	    {"<p:a/>", "malformed"},
	    {"<a/><b/>", "malformed"},
	    {"", "malformed"},
	    {"<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>", "utf-7"},
	};
	struct eg_err err;

	(void)state;
	for (size_t i = 0; i < EG_COUNT(cases); i++) {
		memset(&err, 0, sizeof(err));
		CHECK_INT(read_all(cases[i].text, strlen(cases[i].text), &err), EG_ERR_DATA);
		CHECK_HAS(err.msg, cases[i].part);
		CHECK_STR(err.file, "a.xml");
	}
	CHECK_INT(read_all("<a>\n<b></a>", 11, &err), EG_ERR_DATA);
	CHECK_INT(err.line, 2);
}

static void
xml__deep__refused(void **state)
{
	struct eg_buf b = EG_BUF_INIT;
	struct eg_err err = {0};

	(void)state;
	for (int depth = 150; depth <= 300; depth += 150) {
		eg_buf_reset(&b);
		for (int i = 0; i < depth; i++)
			eg_buf_puts(&b, "<a>");
		for (int i = 0; i < depth; i++)
			eg_buf_puts(&b, "</a>");
		CHECK_INT(read_all(b.p, b.n, &err), depth == 150 ? EG_OK : EG_ERR_LIMIT);
	}
	eg_buf_clear(&b);
}

static void
xml__skip__goes_to_its_own_end(void **state)
{
	static const char text[] = "<a><b><b/>x<c/></b><d/></a>";
	struct eg_err err = {0};
	struct eg_xml *x;

	(void)state;
	CHECK_OK(eg_xml_open(text, sizeof(text) - 1, "a.xml", &x, &err));
	CHECK_OK(eg_xml_next(x, &err));
	CHECK_OK(eg_xml_next(x, &err));
	CHECK_OK(eg_xml_skip(x, &err));
	CHECK(eg_xml_is(x, EG_XML_END, "", "b"));
	CHECK_OK(eg_xml_next(x, &err));
	CHECK(eg_xml_is(x, EG_XML_START, "", "d"));
	CHECK_OK(eg_xml_skip(x, &err));
	CHECK(eg_xml_is(x, EG_XML_END, "", "d"));
	eg_xml_free(x);
}

static void
xml__put__escapes_and_drops_what_xml_forbids(void **state)
{
	struct eg_buf b = EG_BUF_INIT;

	(void)state;
	eg_xml_put(&b, "a<b>&\"\x01\x0C\tc\r\xC2\xA7\xFF\xEF\xBF\xBF");
	CHECK_STR(eg_buf_cstr(&b), "a&lt;b&gt;&amp;&quot;\tc&#13;\xC2\xA7\xEF\xBF\xBD");
	eg_buf_reset(&b);
	eg_xml_put_attr(&b, "w:val", "a\t\"\n");
	CHECK_STR(eg_buf_cstr(&b), " w:val=\"a&#9;&quot;&#10;\"");
	eg_buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(zip__two_writings__same_bytes_and_read_back),
	    cmocka_unit_test(zip__of_any_bytes__reads_back),
	    cmocka_unit_test(zip__paths_that_lead_out_or_stand_twice__refused),
	    cmocka_unit_test(zip__bombs__refused_before_unpacking),
	    cmocka_unit_test(zip__damage__is_an_error_or_harmless),
	    cmocka_unit_test(xml__events__come_in_order_with_namespaces),
	    cmocka_unit_test(xml__utf16__is_read),
	    cmocka_unit_test(xml__hostile__refused_with_its_line),
	    cmocka_unit_test(xml__deep__refused),
	    cmocka_unit_test(xml__skip__goes_to_its_own_end),
	    cmocka_unit_test(xml__put__escapes_and_drops_what_xml_forbids),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
