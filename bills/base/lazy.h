/*
 * Libraries that load on first use. A program linked to everything takes 24 ms to start, one with
 * light libraries 3 ms, so libgit2, libzip and the like are opened when a command first needs them.
 *
 * A room declares its table once:
 *
 *	#define GIT2(F) F(git_libgit2_init) F(git_repository_open_ext) …
 *	struct git2 { GIT2(EG_LAZY_FIELD) };
 *	static const char *const names[] = { GIT2(EG_LAZY_NAME) };
 *
 * and fills it with eg_lazy_open(). The types come from the library's own header, so a wrong call
 * does not compile.
 */
#ifndef EG_BASE_LAZY_H
#define EG_BASE_LAZY_H

#include "base/mem.h"

#define EG_LAZY_FIELD(fn) __typeof__(fn) *fn;
#define EG_LAZY_NAME(fn) #fn,

/* dlopen soname (e.g. "libgit2.so.1.5") and resolve n names into table[0..n). EG_ERR_LIBRARY names
 * the Debian package to install. */
enum eg_rc eg_lazy_open(const char *soname, const char *debian_package, const char *const *names,
    size_t n, void *table, struct eg_err *err) EG_MUST_CHECK;

#endif
