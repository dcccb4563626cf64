/* Files of text for index and trace: folders walked, each kind of file read into a text. */
#ifndef EG_CMD_TEXTS_H
#define EG_CMD_TEXTS_H

#include "cmd/cmd.h"

#include <engross/doc.h>

struct eg_walked {
	char *path; /* as named on the command line, or below a folder named there */
	bool named; /* on the command line itself */
	uint64_t bytes;
	int64_t mtime_ns;
};

struct eg_walk {
	struct {
		EG_VEC(struct eg_walked);
	} file; /* sorted by path within each argument */
	struct {
		EG_VEC(char *);
	} left_out, why; /* paths that could not be read, and the reason */
};

/* Walk a file or folder: of a folder the files whose name ends in .txt, .md, .html, .htm, .xml,
 * .docx or .pdf (the last where pdftotext is installed), names that begin with a dot left out, links
 * to folders not followed (so that no loop is walked). A folder or file that cannot be read is put
 * into left_out. skip: a folder that is not entered, or NULL. EG_ERR_NOT_FOUND when path is not
 * there. */
enum eg_rc eg_walk_add(
    struct eg_walk *w, const char *path, const char *skip, struct eg_err *err) EG_MUST_CHECK;
void eg_walk_leave_out(struct eg_walk *w, const char *path, const char *why);
void eg_walk_clear(struct eg_walk *w);

/* How much of the reading of a print is wanted. */
enum eg_text_how {
	EG_TEXT_WHOLE, /* everything */
	EG_TEXT_WORDS, /* for an index: no sections, white space as it is */
	EG_TEXT_AS_IT_IS, /* sections of the bytes as they are; of HTML, Word and PDF everything */
};

/* The text of a file's bytes by its kind; path for messages. EG_ERR_DATA when it holds no text. */
enum eg_rc eg_text_read(const char *path, const struct eg_buf *bytes, enum eg_text_how how,
    struct eg_doc **out, struct eg_err *err) EG_MUST_CHECK;

/* A path for a line of output: control characters as \n, \t, \xNN. */
void eg_put_path(struct eg_buf *out, const char *p, size_t n);

#endif
