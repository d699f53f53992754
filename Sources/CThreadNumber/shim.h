#pragma once

/// Where the calling thread keeps its number: Swift has no variables of a thread's own. 0 in a new thread.
static inline unsigned long *plumbline_thread_number(void) {
    static _Thread_local unsigned long number;
    return &number;
}
