#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// Swift does not import macros made of macros.
static inline int openssl_selection_public_key(void) { return EVP_PKEY_PUBLIC_KEY; }

// The builder keeps the pointers to the names, which in Swift live no longer than the call.
static inline int openssl_push_rsa_public_key(OSSL_PARAM_BLD *builder, const BIGNUM *n, unsigned int e) {
    return OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n)
        && OSSL_PARAM_BLD_push_uint(builder, OSSL_PKEY_PARAM_RSA_E, e);
}
