"""The receptive field in named steps, and each misconception as another version of one step."""

from math import prod


class Right:
    """The right answer."""

    def receptive_field(self, layers):
        given = self.read(layers)
        if not given:
            return self.without_a_layer()
        counted = self.layers_counted(self.order(given))
        strides = [stride for _, stride in counted]
        field = self.unit_itself(strides)
        for depth, (kernel_size, _) in enumerate(counted):
            distance = self.distance(self.strides_that_count(strides, depth))
            field = self.grown(field, kernel_size, distance)
        return self.answer(field, strides)

    def read(self, layers):
        return list(layers)

    def order(self, layers):
        return layers

    def layers_counted(self, layers):
        return layers

    def without_a_layer(self):
        return self.unit_itself([])

    def unit_itself(self, strides):
        return 1

    def strides_that_count(self, strides, depth):
        return strides[:depth]

    def distance(self, strides):
        return prod(strides)

    def grown(self, field, kernel_size, distance):
        return field + self.steps(kernel_size) * distance + self.border(kernel_size)

    def steps(self, kernel_size):
        return kernel_size - 1

    def border(self, kernel_size):
        return 0

    def answer(self, field, strides):
        return field


class strides_left_out(Right):
    """After a stride of 2, neighbouring units are two pixels apart: later kernels count double."""

    def strides_that_count(self, strides, depth):
        return []


class own_stride_counted(Right):
    """A stride spreads the layer's outputs, so only later layers feel it: grow the field first, then the jump."""

    def strides_that_count(self, strides, depth):
        return strides[: depth + 1]


class only_its_own_stride_counted(Right):
    """How far apart two units are comes from the strides of all earlier layers, multiplied."""

    def strides_that_count(self, strides, depth):
        return strides[depth : depth + 1]


class last_stride_only(Right):
    """All earlier strides count: multiply them, do not keep the last one alone."""

    def strides_that_count(self, strides, depth):
        return strides[:depth][-1:]


class strides_added(Right):
    """Strides multiply: two layers with stride 2 put units four pixels apart; three, eight."""

    def distance(self, strides):
        return sum(strides) or 1


class kernel_added_in_full(Right):
    """The first cell of a kernel lies on the field that is there already: each layer adds kernel_size - 1 steps."""

    def steps(self, kernel_size):
        return kernel_size


class half_a_kernel_on_each_side(Right):
    """kernel_size // 2 on each side is one too many where the kernel is even: 2x2 adds one step, not two."""

    def steps(self, kernel_size):
        return kernel_size // 2 * 2


class padding_counted(Right):
    """Padding does not change how much a unit sees: only kernels and strides count."""

    def border(self, kernel_size):
        return (kernel_size - 1) // 2 * 2


class padding_taken_off(Right):
    """Padding does not change how much a unit sees: nothing is taken off for it."""

    def border(self, kernel_size):
        return (kernel_size - 1) // 2 * -2


class started_at_zero(Right):
    """Start with the unit itself: without any layer it sees one pixel."""

    def unit_itself(self, strides):
        return 0


class zero_without_a_layer(Right):
    """An empty list gives 1: a unit of the input sees itself."""

    def without_a_layer(self):
        return 0


class layers_in_the_wrong_order(Right):
    """Grow from the first layer to the last, or go back from the last to the first; here the two were mixed."""

    def order(self, layers):
        return layers[::-1]


class one_unit_too_many_on_the_way_back(kernel_added_in_full):
    """On the way back, f units side by side lie only f - 1 strides apart, not f."""

    def unit_itself(self, strides):
        return prod(strides)


class kernels_multiplied(Right):
    """Neighbouring patches overlap, so kernels do not multiply: each adds (kernel_size - 1) steps."""

    def grown(self, field, kernel_size, distance):
        return field * kernel_size


class last_layer_left_out(Right):
    """The unit belongs to the last layer, so that layer's kernel counts too."""

    def layers_counted(self, layers):
        return layers[:-1]


class distance_between_units(Right):
    """The product of the strides says how far apart two units are. The question is how much one of them sees."""

    def answer(self, field, strides):
        return self.distance(strides)


class list_turned_around(Right):
    """`reverse` turns the caller's own list around. Go through it without changing it."""

    def read(self, layers):
        layers.reverse()
        return layers[::-1]


class list_used_up(Right):
    """`pop` empties the caller's own list. Go through it without changing it."""

    def read(self, layers):
        given = list(layers)
        layers.clear()
        return given


class area_for_the_side(Right):
    """The result is the side of the patch. Squared it is the number of its pixels."""

    def answer(self, field, strides):
        return field**2
