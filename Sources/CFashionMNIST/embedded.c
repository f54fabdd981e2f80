#include "CFashionMNIST.h"

// #embed is C23; clang takes it in every mode and only remarks on it.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char images[] = {
#embed "data/images-idx3-ubyte.gz"
};

static const unsigned char labels[] = {
#embed "data/labels-idx1-ubyte.gz"
};

EmbeddedFile fashion_mnist_5000_images(void) {
    return (EmbeddedFile){images, sizeof images};
}

EmbeddedFile fashion_mnist_5000_labels(void) {
    return (EmbeddedFile){labels, sizeof labels};
}
