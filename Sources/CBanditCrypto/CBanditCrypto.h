// The door to OpenSSL's libcrypto, for SHA-256 on Linux. Not API: only BanditExperiments may import it.
#ifndef CBANDITCRYPTO_H
#define CBANDITCRYPTO_H

#if !__has_include(<openssl/evp.h>)
#error "OpenSSL's headers were not found. Run 'make deps', or: Debian/Ubuntu apt-get install libssl-dev pkg-config; Fedora dnf install openssl-devel"
#else

#include <openssl/evp.h>

#endif
#endif
