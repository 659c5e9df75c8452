"""Slips at `transfer_learning`, each a small wrong implementation; the class name is what a student reads."""

from torch import nn


def _linears(model):
    return [name for name, layer in model.named_modules() if isinstance(layer, nn.Linear)]


def _freeze(model):
    for parameter in model.parameters():
        parameter.requires_grad = False


def _replace(model, name, classes, bias=True):
    old = model.get_submodule(name)
    holder, _, attribute = name.rpartition(".")
    new = nn.Linear(old.in_features, classes, bias=bias)
    setattr(model.get_submodule(holder), attribute, new)
    return new


class everything_frozen:
    """The new layer has to learn: freeze the old parameters first and replace the layer second."""

    def transfer(model, classes):
        _replace(model, _linears(model)[-1], classes)
        _freeze(model)
        return model


class nothing_frozen:
    """The old parameters still learn. Set `requires_grad = False` on parameters; on a layer it does nothing."""

    def transfer(model, classes):
        _replace(model, _linears(model)[-1], classes)
        return model


class last_layer_kept:
    """The old last layer scores the old classes: put a new one with `classes` outputs in its place."""

    def transfer(model, classes):
        _freeze(model)
        for parameter in model.get_submodule(_linears(model)[-1]).parameters():
            parameter.requires_grad = True
        return model


class frozen_and_nothing_replaced:
    """Freezing is the first half. The second: a new layer with `classes` outputs in the last one's place."""

    def transfer(model, classes):
        _freeze(model)
        return model


class first_fully_connected_layer_replaced:
    """The layer to replace is the last `nn.Linear`, the one that scores the classes, not the first."""

    def transfer(model, classes):
        _freeze(model)
        _replace(model, _linears(model)[0], classes)
        return model


class layer_appended_instead_of_replaced:
    """The new layer comes in the place of the old last layer, not behind it."""

    def transfer(model, classes):
        _freeze(model)
        return nn.Sequential(model, nn.Linear(model.get_submodule(_linears(model)[-1]).out_features, classes))


class layer_appended_behind_the_old_one:
    """Replace the last layer itself: a Sequential of the old and the new one still scores the old classes first."""

    def transfer(model, classes):
        _freeze(model)
        name = _linears(model)[-1]
        old = model.get_submodule(name)
        holder, _, attribute = name.rpartition(".")
        setattr(model.get_submodule(holder), attribute, nn.Sequential(old, nn.Linear(old.out_features, classes)))
        return model


class only_the_convolutions_frozen:
    """Freeze every old parameter, those of the other fully connected layers and of batch norm too."""

    def transfer(model, classes):
        for layer in model.modules():
            if isinstance(layer, nn.Conv2d):
                layer.requires_grad_(False)
        _replace(model, _linears(model)[-1], classes)
        return model


class fully_connected_layers_left_trainable:
    """Only the last layer is new. The fully connected layers before it are frozen like all the rest."""

    def transfer(model, classes):
        _freeze(model)
        for name in _linears(model):
            model.get_submodule(name).requires_grad_(True)
        _replace(model, _linears(model)[-1], classes)
        return model


class batch_norm_left_trainable:
    """Batch norm's scale and shift are parameters as well, and frozen: only its running statistics may change."""

    def transfer(model, classes):
        for layer in model.modules():
            if isinstance(layer, nn.Conv2d | nn.Linear):
                layer.requires_grad_(False)
        _replace(model, _linears(model)[-1], classes)
        return model


class biases_left_trainable:
    """A bias is a parameter too: freeze all of `model.parameters()`."""

    def transfer(model, classes):
        for name, parameter in model.named_parameters():
            if name.endswith("weight"):
                parameter.requires_grad = False
        _replace(model, _linears(model)[-1], classes)
        return model


class only_the_new_bias_learns:
    """The new layer's weight has to learn as well as its bias."""

    def transfer(model, classes):
        _freeze(model)
        _replace(model, _linears(model)[-1], classes).weight.requires_grad = False
        return model


class number_of_outputs_left_as_it_was:
    """The new layer has `classes` outputs, not as many as the old one had."""

    def transfer(model, classes):
        _freeze(model)
        name = _linears(model)[-1]
        _replace(model, name, model.get_submodule(name).out_features)
        return model


class new_layer_without_a_bias:
    """Leave the new layer its bias: `nn.Linear(in_features, classes)`."""

    def transfer(model, classes):
        _freeze(model)
        _replace(model, _linears(model)[-1], classes, bias=False)
        return model


class what_was_learned_thrown_away:
    """Keep the weights of the old layers: with new random ones there is nothing to transfer."""

    def transfer(model, classes):
        for layer in model.modules():
            if hasattr(layer, "reset_parameters"):
                layer.reset_parameters()
        _freeze(model)
        _replace(model, _linears(model)[-1], classes)
        return model


class model_not_returned:
    """The function ends with `return model`, also where it changed the model in place."""

    def transfer(model, classes):
        _freeze(model)
        _replace(model, _linears(model)[-1], classes)


class new_layer_returned_instead_of_the_model:
    """Return the whole model, not the new layer alone."""

    def transfer(model, classes):
        _freeze(model)
        return _replace(model, _linears(model)[-1], classes)
