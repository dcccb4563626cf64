/* All public headers of the engross library. */
#ifndef ENGROSS_H
#define ENGROSS_H

#include <engross/arena.h>
#include <engross/buf.h>
#include <engross/compare.h>
#include <engross/conform.h>
#include <engross/conform_print.h>
#include <engross/doc.h>
#include <engross/event.h>
#include <engross/docx.h>
#include <engross/err.h>
#include <engross/follow.h>
#include <engross/form.h>
#include <engross/home.h>
#include <engross/jurisdiction.h>
#include <engross/lint.h>
#include <engross/merge.h>
#include <engross/mustache.h>
#include <engross/records.h>
#include <engross/redline.h>
#include <engross/render.h>
#include <engross/ruling.h>
#include <engross/site.h>
#include <engross/stage.h>
#include <engross/store.h>
#include <engross/template.h>
#include <engross/text.h>
#include <engross/trace.h>
#include <engross/track.h>
#include <engross/watch.h>
#include <engross/upgrade.h>

#endif
