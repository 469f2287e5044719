#ifndef WIDEST

#pragma STDC FP_CONTRACT OFF

// A function in three versions; the one that suits the processor is chosen when the program starts.
#if defined(__x86_64__) && defined(__linux__) && defined(__has_attribute)
#if __has_attribute(target_clones)
#define WIDEST __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#endif
#endif
#ifndef WIDEST
#define WIDEST
#endif

#endif
