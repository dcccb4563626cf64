/*
 * New objects of a change, kept in memory until all are known, then put into the object store at
 * once: a few as loose objects, more as one pack with deltas. Private to bills/store/.
 *
 * Files are made in `.git/engross/tmp` and renamed into place when they are whole and on the disk,
 * so that a crash leaves nothing half-written among git's objects.
 */
#ifndef EG_STORE_OBJECTS_H
#define EG_STORE_OBJECTS_H

#include "store/lib.h"

enum { EG_STORE_LOOSE_MAX = 8 }; /* this many objects are still written one file each */

/* Most bytes of a file that an edit is given to work on: logs grow. */
#define EG_STORE_FILE_MAX ((size_t)2040 * 1024 * 1024)

enum { EG_STORE_BASES = 10 };

#define EG_STORE_NO_BASE SIZE_MAX

struct eg_store__object {
	git_oid id;
	git_object_t type;
	const char *p; /* n bytes; borrowed unless owned */
	size_t n;
	char *owned; /* freed with the list */
	size_t base
	    /* objects that these bytes may resemble, the likeliest first, or EG_STORE_NO_BASE */
	    [EG_STORE_BASES];
};

struct eg_store__objects {
	EG_VEC(struct eg_store__object);
	bool surveyed;
	bool may_be[256]; /* first bytes of ids of which the store may have some */
};

/* ---- id.c: ids of many texts ---- */

struct eg_store__sha1 { /* libcrypto's functions; each returns 1 */
	int (*init)(void *state);
	int (*update)(void *state, const void *p, size_t n);
	int (*final)(unsigned char *out, void *state);
};
/* False where libcrypto is not in the process: then ids are libgit2's to compute. */
bool eg_store__sha1_find(struct eg_store__sha1 *f);
/* The id of a blob that is text; false where it is not text, or cannot be computed. */
bool eg_store__text_id(const struct eg_store__sha1 *f, const char *p, size_t n, git_oid *id);

/* Add an object of that id unless the store has it. Takes over `owned` (NULL when p is borrowed).
 * Returns its index in the list, or EG_STORE_NO_BASE when it was in the store. Doubles inside the
 * list are found at writing. */
size_t eg_store__objects_add_as(struct eg_repo *r, struct eg_store__objects *list,
    git_object_t type, const char *p, size_t n, char *owned, const git_oid *id);
/* The same with bytes that are the list's from now on; their id is computed into *id. */
enum eg_rc eg_store__objects_add(struct eg_repo *r, struct eg_store__objects *list,
    git_object_t type, char *owned, size_t n, git_oid *id, struct eg_err *err) EG_MUST_CHECK;
void eg_store__objects_clear(struct eg_store__objects *list);

/* Rename a file that is a whole loose object, and on the disk, into git's place for it. */
enum eg_rc eg_store__objects_place(
    struct eg_repo *r, const char *file, const git_oid *id, struct eg_err *err) EG_MUST_CHECK;

/* Write all of them durably. The folder own_dir/tmp must exist. */
enum eg_rc eg_store__objects_write(
    struct eg_repo *r, struct eg_store__objects *list, struct eg_err *err) EG_MUST_CHECK;

#endif
