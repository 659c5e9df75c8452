"""Slips at `receptive_field`, each a small wrong implementation; the class name is what a student reads."""


class strides_left_out:
    """After a stride of 2, neighbouring units are two pixels apart: later kernels count double."""

    def receptive_field(layers):
        return 1 + sum(kernel_size - 1 for kernel_size, _ in layers)


class own_stride_counted:
    """A layer's stride moves its neighbours apart, so it counts for the layers after it, not for itself."""

    def receptive_field(layers):
        field, jump = 1, 1
        for kernel_size, stride in layers:
            jump *= stride
            field += (kernel_size - 1) * jump
        return field


class only_its_own_stride_counted:
    """The pixels between two units come from the strides of the earlier layers, multiplied."""

    def receptive_field(layers):
        return 1 + sum((kernel_size - 1) * stride for kernel_size, stride in layers)


class last_stride_only:
    """All earlier strides count: multiply them, do not keep the last one alone."""

    def receptive_field(layers):
        field, jump = 1, 1
        for kernel_size, stride in layers:
            field += (kernel_size - 1) * jump
            jump = stride
        return field


class strides_added:
    """Strides multiply: two layers with stride 2 put units four pixels apart; three, eight."""

    def receptive_field(layers):
        field, jump = 1, 0
        for kernel_size, stride in layers:
            field += (kernel_size - 1) * max(jump, 1)
            jump += stride
        return field


class kernel_added_in_full:
    """The first cell of a kernel lies on the field that is there already: each layer adds kernel_size - 1 steps."""

    def receptive_field(layers):
        field, jump = 1, 1
        for kernel_size, stride in layers:
            field += kernel_size * jump
            jump *= stride
        return field


class started_at_zero:
    """Start with the unit itself: without any layer it sees one pixel."""

    def receptive_field(layers):
        field, jump = 0, 1
        for kernel_size, stride in layers:
            field += (kernel_size - 1) * jump
            jump *= stride
        return field


class zero_without_a_layer:
    """An empty list gives 1: a unit of the input sees itself."""

    def receptive_field(layers):
        field, jump = 1, 1
        for kernel_size, stride in layers:
            field += (kernel_size - 1) * jump
            jump *= stride
        return field if layers else 0


class layers_in_the_wrong_order:
    """Grow from the first layer to the last, or go back from the last to the first; here the two were mixed."""

    def receptive_field(layers):
        field = 1
        for kernel_size, stride in layers:
            field = (field - 1) * stride + kernel_size
        return field


class one_unit_too_many_on_the_way_back:
    """Going back, f units lie (f - 1) steps apart: (f - 1) * stride + kernel_size."""

    def receptive_field(layers):
        field = 1
        for kernel_size, stride in reversed(layers):
            field = field * stride + kernel_size
        return field


class kernels_multiplied:
    """Neighbouring patches overlap, so kernels do not multiply: each adds (kernel_size - 1) steps."""

    def receptive_field(layers):
        field = 1
        for kernel_size, _ in layers:
            field *= kernel_size
        return field


class last_layer_left_out:
    """The unit belongs to the last layer, so that layer's kernel counts too."""

    def receptive_field(layers):
        field, jump = 1, 1
        for kernel_size, stride in layers[:-1]:
            field += (kernel_size - 1) * jump
            jump *= stride
        return field


class distance_between_units:
    """The product of the strides says how far apart two units are. Asked is how much one of them sees."""

    def receptive_field(layers):
        jump = 1
        for _, stride in layers:
            jump *= stride
        return jump


class list_turned_around:
    """`reverse` turns the caller's list around: use `reversed(layers)` or `layers[::-1]`."""

    def receptive_field(layers):
        layers.reverse()
        field = 1
        for kernel_size, stride in layers:
            field = (field - 1) * stride + kernel_size
        return field


class list_used_up:
    """`pop` empties the caller's list: use a loop, or a copy."""

    def receptive_field(layers):
        field = 1
        while layers:
            kernel_size, stride = layers.pop()
            field = (field - 1) * stride + kernel_size
        return field
