// The door to OpenSSL's libcrypto, for SHA-256 on Linux. Not API: only BanditExperiments may import it.
//
// The functions of SHA-256 itself, not those of EVP: EVP reads the configuration of OpenSSL and loads its providers
// first, a millisecond and two megabytes in every process. OpenSSL 3 calls them deprecated, and has them.
#ifndef CBANDITCRYPTO_H
#define CBANDITCRYPTO_H

#if !__has_include(<openssl/sha.h>)
#error "OpenSSL's headers were not found. Run 'make deps', or: Debian/Ubuntu apt-get install libssl-dev pkg-config; Fedora dnf install openssl-devel"
#else

#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#endif
#endif
