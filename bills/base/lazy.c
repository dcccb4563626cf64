/* Libraries that load on first use. */
#include "base/lazy.h"

#include <dlfcn.h>
#include <string.h>

enum eg_rc
eg_lazy_open(const char *soname, const char *debian_package, const char *const *names, size_t n,
    void *table, struct eg_err *err)
{
	/* a library's own calls are bound when they are made: few of cairo's thousands are */
	void *lib = dlopen(soname, RTLD_LAZY | RTLD_LOCAL);
	void **slot = table;

	if (lib == NULL) {
		eg_err_set(err, EG_ERR_LIBRARY, "cannot load '%s'", soname);
		eg_err_hint(err, "sudo apt-get install %s", debian_package);
		return EG_ERR_LIBRARY;
	}
	for (size_t i = 0; i < n; i++) {
		void *fn = dlsym(lib, names[i]);

		if (fn == NULL) {
			eg_err_set(err, EG_ERR_LIBRARY,
			    "'%s' has no '%s': another version is installed", soname, names[i]);
			eg_err_hint(err, "sudo apt-get install %s", debian_package);
			return EG_ERR_LIBRARY;
		}
		memcpy(&slot[i], &fn, sizeof(fn));
	}
	return EG_OK;
}
