"""The standing of a figure: plan, estimate, norm, forecast, example, or plain fact."""
