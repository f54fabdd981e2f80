"""Writes python.safetensors beside this file.

pip install safetensors==0.8.0 numpy==2.4.6 ml_dtypes
"""

import pathlib

import ml_dtypes
import numpy as np
from safetensors.numpy import save_file

tensors = {
    "encoder.layers.0.weight": np.array([[0, 1, -2.5], [1e-45, 3e38, 0.1]], np.float32),
    "double": np.array([0.1, -1e300], np.float64),
    "half": np.array([1.5, -65504, 2**-24], np.float16),
    "brain": np.array([1, -3.140625], ml_dtypes.bfloat16),
    "steps": np.array(-(2**40), np.int64),
    "classes": np.array([7, -7], np.int32),
    "pixels": np.array([[0, 128, 255]], np.uint8),
    "mask": np.array([True, False]),
    "empty": np.zeros([0, 4], np.float32),
    'quote " backslash \\ café 🧥': np.array([42], np.uint8),
}
metadata = {"format": "pt", "config": '{"name":"mlp","note":"line\nbreak\ttab \x01"}'}
save_file(tensors, pathlib.Path(__file__).with_name("python.safetensors"), metadata)
