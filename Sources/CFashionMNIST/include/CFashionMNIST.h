#ifndef CFASHIONMNIST_H
#define CFASHIONMNIST_H

#include <stddef.h>

// The first 5,000 training examples of Fashion-MNIST (Zalando SE, MIT licence, see data/LICENSE),
// built into the program. data/make.py makes the files.

// A file's bytes; they live as long as the program.
typedef struct {
    const unsigned char *bytes;
    size_t count;
} EmbeddedFile;

// The pictures, an IDX file [5000, 28, 28] of unsigned bytes, compressed with gzip.
EmbeddedFile fashion_mnist_5000_images(void);

// The labels, an IDX file [5000] of unsigned bytes, compressed with gzip.
EmbeddedFile fashion_mnist_5000_labels(void);

#endif
