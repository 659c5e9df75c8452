"""Answers of centre-surround cells to bars, and the sum of four of them, with the student's layer and ReLU."""

import numpy as np


def experiment(student, bars, field, rows, column):
    """ "maps": what the cells answer to each bar; "sums": the four in a row, added up."""
    filters, bias = field[None, None], np.zeros(1)
    maps = [np.asarray(student.relu(student.conv_layer(bar[None], filters, bias, 1, 2)))[0] for bar in bars]
    return {"maps": np.array(maps), "sums": np.array([answers[rows, column].sum() for answers in maps])}
