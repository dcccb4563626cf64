/*
 * A pack file (version 2) and its index (version 2), written in one pass. Private to bills/store/.
 *
 * Source of the forms: git's Documentation/gitformat-pack.
 */
#ifndef EG_STORE_PACK_H
#define EG_STORE_PACK_H

#include "base/mem.h"

struct eg_pack;

/* Begin a pack of exactly count objects (below 2^31) in tmp_dir (which exists). *out is owned by
 * the caller: eg_pack__free, which removes what was not finished. */
enum eg_rc eg_pack__begin(
    const char *tmp_dir, size_t count, struct eg_pack **out, struct eg_err *err) EG_MUST_CHECK;
/* Add a whole object. type: 1 commit, 2 tree, 3 blob, 4 tag. id: its 20 bytes. */
enum eg_rc eg_pack__add(struct eg_pack *p, int type, const unsigned char id[20], const void *data,
    size_t n, struct eg_err *err) EG_MUST_CHECK;
/* Add an object as delta against the object added as number base. */
enum eg_rc eg_pack__add_delta(struct eg_pack *p, size_t base, const unsigned char id[20],
    const void *delta, size_t n, struct eg_err *err) EG_MUST_CHECK;
/* Close, sync to the disk, and move pack and index into pack_dir (index last: git looks for it). */
enum eg_rc eg_pack__finish(
    struct eg_pack *p, const char *pack_dir, struct eg_err *err) EG_MUST_CHECK;
void eg_pack__free(struct eg_pack *p);

/* Shared with loose objects: write all bytes; sync a folder; -1 and errno on failure. */
int eg_pack__write_all(int fd, const void *p, size_t n);
int eg_pack__sync_folder(const char *path);

#endif
